/** Secret values on the wire: an object with Pulumi's signature key around the value (sdk/go/common/resource/properties.go). */

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a wire value is a wrapped secret. */
export function isSecret(value: unknown): value is { value: unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<string, unknown>)[signatureKey] === secretSignature
  );
}

/** Wraps a wire value, unless it is wrapped already or absent. */
export function secret(value: unknown): unknown {
  if (value === undefined || value === null || isSecret(value)) return value;
  return { [signatureKey]: secretSignature, value };
}

/** Whether a wire value is or holds a secret. */
export function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(containsSecret);
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/** Every string inside the secrets of a wire value, for {@link redact}. */
export function secretTexts(value: unknown, inside = false): string[] {
  if (typeof value === "string") return inside ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretTexts(item, inside));
  if (typeof value !== "object" || value === null) return [];
  if (isSecret(value)) return secretTexts(value.value, true);
  return Object.values(value).flatMap((item) => secretTexts(item, inside));
}

/** Replaces every occurrence of a secret in a text. Texts shorter than 4 characters would blank ordinary words and stay. */
export function redact(message: string, secrets: readonly string[]): string {
  let clean = message;
  for (const text of [...secrets].sort((a, b) => b.length - a.length)) {
    if (text.length < 4) continue;
    clean = clean.replaceAll(text, "[secret]");
    const escaped = JSON.stringify(text).slice(1, -1);
    if (escaped !== text) clean = clean.replaceAll(escaped, "[secret]");
  }
  return clean;
}
