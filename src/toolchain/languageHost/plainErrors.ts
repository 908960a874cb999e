import util from "node:util";

/**
 * Loaded into the program before anything else. The SDK prints an uncaught error with `util.inspect(error, {colors})`,
 * and its source maps turn frames into paths such as `node_modules/@pulumi/resource.ts`. Colouring a frame whose
 * package is the last part of its path never ends in the Node.js releases with issue nodejs/node#64011: the error is
 * shown after half a minute of garbage collection, or the process is out of memory. Errors lose their colours here.
 */
const inspect = util.inspect;

function inspectPlainly(value: unknown, options?: util.InspectOptions): string {
  return inspect(value, value instanceof Error ? { ...options, colors: false } : options);
}

Object.assign(util, { inspect: Object.assign(inspectPlainly, inspect) });
