/**
 * Lets the Pulumi SDK load without what serializes functions for dynamic providers: the TypeScript compiler and npm's
 * arborist, which take longer to load than all the rest of it. They load at the first function that is serialized.
 * Imported for its effect, before anything that imports `@pulumi/pulumi`.
 */
import { createRequire, Module } from "node:module";

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const requireHere = createRequire(__filename);

/** Modules of the SDK, and the functions that the rest of it calls. */
const late: Readonly<Record<string, readonly string[]>> = {
  "@pulumi/pulumi/runtime/closure/serializeClosure": ["serializeFunction", "serializeFunctionAsync"],
  "@pulumi/pulumi/runtime/closure/codePaths": ["computeCodePaths"],
};

for (const [name, functions] of Object.entries(late)) loadLate(name, functions);

/** Puts functions that load the module when they are called in the place of the module, unless it is loaded already. */
function loadLate(name: string, functions: readonly string[]): void {
  const file = resolved(name);
  if (file === undefined || require.cache[file] !== undefined) return;
  const load = (): Functions => {
    if (require.cache[file] === standIn) delete require.cache[file];
    return requireHere(file) as Functions;
  };
  const exported = functions.map((key) => [key, (...args: unknown[]) => load()[key]?.(...args)] as const);
  const standIn = Object.assign(new Module(file), {
    exports: { __esModule: true, ...Object.fromEntries(exported) },
    filename: file,
    loaded: true,
  });
  require.cache[file] = standIn;
}

/** An SDK that has no such module loads as it is. */
function resolved(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
