/** What zod says of a value, for a person: a key that is not there is missing, and not "undefined". */
export function issueWords({ message }: { readonly message: string }): string {
  const said = /^invalid input: expected (?<expected>.+), received (?<received>undefined|NaN)$/i.exec(
    message,
  );
  const { expected, received } = said?.groups ?? {};
  if (received === "undefined") return `is missing, expected ${expected}`;
  if (received === "NaN") return `is no number, expected ${expected}`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
