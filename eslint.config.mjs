import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: ["**/dist/", "**/node_modules/", ".pulumi-state/", "**/*.js", "**/*.mjs", "**/*.cjs"],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // mocha and hono take async callbacks whose promise they await themselves
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
      // handlers keep one async signature, whether or not a particular one awaits
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // its packages are installed for the tests only; the compiler checks its types when it is packed
    files: ["packages/backstage/scaffolder-module/**/*.ts"],
    ...tseslint.configs.disableTypeChecked,
  },
);
