/**
 * The subset of GitHub's expression language that the workflows use. Anything else throws, so that a test notices when
 * a workflow begins to use more (docs.github.com, "Evaluate expressions in workflows and actions").
 */

/** What `github.ref`, `steps.plan.outputs.changes` and the like lead to. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or jobs before went. */
export interface Status {
  readonly failed: boolean;
}

type Token = { readonly kind: "operator" | "word" | "text" | "number"; readonly text: string };

const tokenPattern = /\s*(?:(==|!=|&&|\|\||[!(),])|'((?:[^']|'')*)'|(\d+(?:\.\d+)?)|([A-Za-z_][\w.*-]*))/y;

/** Value of an expression, without its `${{ }}`. @throws Error for what is outside the subset */
export function evaluate(expression: string, contexts: Contexts, status: Status): unknown {
  const tokens = tokenize(expression);
  let at = 0;
  const peek = () => tokens[at];
  const take = (text: string): boolean => {
    const token = peek();
    if (token?.kind !== "operator" || token.text !== text) return false;
    at += 1;
    return true;
  };
  const fail = (what: string): never => {
    throw new Error(`${what} in the expression: ${expression}`);
  };

  const or = (): unknown => {
    let value = and();
    while (take("||")) {
      const right = and();
      value = truthy(value) ? value : right;
    }
    return value;
  };
  const and = (): unknown => {
    let value = compare();
    while (take("&&")) {
      const right = compare();
      value = truthy(value) ? right : value;
    }
    return value;
  };
  const compare = (): unknown => {
    const left = unary();
    if (take("==")) return equal(left, unary());
    if (take("!=")) return !equal(left, unary());
    return left;
  };
  const unary = (): unknown => (take("!") ? !truthy(unary()) : primary());
  const primary = (): unknown => {
    const token = peek() ?? fail("an operand is missing");
    at += 1;
    if (token.kind === "text") return token.text;
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "word") return take("(") ? call(token.text) : lookup(token.text);
    if (token.text !== "(") return fail(`unexpected ${token.text}`);
    const value = or();
    return take(")") ? value : fail("a parenthesis is not closed");
  };
  const call = (name: string): unknown => {
    const args: unknown[] = [];
    while (!take(")")) {
      args.push(or());
      if (!take(",") && peek()?.text !== ")") fail("a call is not closed");
    }
    if (name === "fromJSON") return JSON.parse(String(args[0]));
    if (name === "cancelled") return false;
    if (name === "failure") return status.failed;
    if (name === "success") return !status.failed;
    return fail(`the function ${name} is not known`);
  };
  const lookup = (path: string): unknown => {
    if (path === "true" || path === "false") return path === "true";
    if (path === "null") return null;
    const [root = "", ...rest] = path.split(".");
    if (!(root in contexts)) return fail(`the context ${root} is not known`);
    return rest.reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? (value as Contexts)[key] : undefined),
      contexts[root],
    );
  };

  const value = or();
  return at === tokens.length ? value : fail(`"${peek()?.text}" is left over`);
}

function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const source = expression.trim();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (match === null)
      throw new Error(`"${source.slice(from)}" is not understood in the expression: ${source}`);
    const [, operator, text, number, word] = match;
    if (operator !== undefined) tokens.push({ kind: "operator", text: operator });
    else if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens;
}

/** GitHub compares texts without case, and treats what is missing as empty. */
function equal(left: unknown, right: unknown): boolean {
  const plain = (value: unknown) => (value === undefined || value === null ? "" : value);
  const [a, b] = [plain(left), plain(right)];
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** Falsy are false, 0, empty text and null, as in GitHub's documentation. */
export function truthy(value: unknown): boolean {
  return Boolean(value);
}

/** Text with every `${{ }}` replaced; a text that is one expression keeps its type. */
export function interpolate(text: string, contexts: Contexts, status: Status): unknown {
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim());
  if (whole !== null) return evaluate(whole[1] ?? "", contexts, status);
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => asText(evaluate(inner, contexts, status)));
}

/** A value as it stands in an environment variable. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a step or job runs: its `if`, and success of what came before unless the `if` asks for the status itself. */
export function condition(text: string | undefined, contexts: Contexts, status: Status): boolean {
  if (text === undefined) return !status.failed;
  const inner = /^\$\{\{(.*)\}\}$/s.exec(text.trim())?.[1] ?? text;
  const value = truthy(evaluate(inner, contexts, status));
  return /\b(cancelled|failure|success|always)\(/.test(inner) ? value : value && !status.failed;
}
