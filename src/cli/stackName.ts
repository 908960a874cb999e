/** Names of stacks, as people type them. They become paths, so what is no name is refused before anything is made. */
import { problem } from "@harness-catalog/problems";
import { listWords, nearest } from "@harness-catalog/problems/suggest";
import { packageRoot } from "../paths/packageRoot";
import { text, type ParsedArgs } from "./options";
import { projectName, stackNames } from "./stackFile";

/** Pulumi's own grammar (`tokens.ParseStackName`), but for names that start with a dot or a dash. */
const grammar = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/** The stack that a command is about: `--stack`, else `dev`. @throws CatalogError CMD001, see {@link checkedStackName} */
export function stackName(args: ParsedArgs, root: string = packageRoot()): string {
  return checkedStackName(root, text(args, "stack") ?? "dev");
}

/**
 * The name of a stack. `organization/<project>/<stack>`, as Pulumi prints it for backends without organizations, is taken
 * for `<stack>`. A stack need not have a file.
 * @param root folder of Pulumi.yaml
 * @throws CatalogError CMD001 for what is no name, and for one that differs from a stack's only by case
 */
export function checkedStackName(root: string, given: string): string {
  const known = stackNames(root);
  const name = withoutProject(root, given);
  const there = known.length === 0 ? "" : `; there are ${listWords(known)}`;
  if (!grammar.test(name)) {
    throw problem(
      "CMD001",
      `"${given}" is no name of a stack: a stack is called by letters, digits, - _ . (at most 100)${there}`,
      meant(name, known) ?? "name the stack with --stack",
    );
  }
  const alike = known.find((each) => each.toLowerCase() === name.toLowerCase());
  if (alike === undefined || known.includes(name)) return name;
  throw problem("CMD001", `there is no stack "${name}"${there}`, `did you mean "${alike}"?`);
}

/** What a stack without a file means, for those who mistyped a name. */
export function withoutFile(root: string, stack: string): string | undefined {
  const known = stackNames(root);
  if (known.includes(stack)) return undefined;
  const hint = meant(stack, known);
  return (
    `stack "${stack}" is new and has no Pulumi.${stack}.yaml: it gets every environment of platform.yaml, in the account ` +
    `of the environment or the sandbox${hint === undefined ? "" : ` (${hint})`}`
  );
}

function meant(name: string, known: readonly string[]): string | undefined {
  const candidate = nearest(name.split("/").at(-1) ?? "", known);
  return candidate === undefined ? undefined : `did you mean "${candidate}"?`;
}

function withoutProject(root: string, given: string): string {
  const [organization, project, name, ...more] = given.split("/");
  if (organization !== "organization" || name === undefined || more.length > 0) return given;
  return project === projectName(root) ? name : given;
}
