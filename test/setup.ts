/** Loaded by mocha before every file: a console call is a failure, so nothing prints by accident. */
for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  console[method] = (...words: unknown[]): void => {
    throw new Error(`console.${method} was called in a test: ${words.map(String).join(" ")}`);
  };
}
