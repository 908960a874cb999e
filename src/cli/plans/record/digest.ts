import { createHmac, randomBytes } from "node:crypto";
import type { Digester } from "@pulumi/harness/provider/offline";

/** A salt of 128 random bits. */
export function newSalt(): string {
  return randomBytes(16).toString("base64url");
}

/**
 * Digests of one object's properties: 128 bits of HMAC-SHA-256, so that equal values of two objects do not look alike. The
 * salt stands beside them: who has the file can try values, and finds the few that are easy to guess.
 */
export function digester(salt: string, object: string): Digester {
  return (property, meaning) =>
    createHmac("sha256", salt)
      .update(JSON.stringify([object, property, meaning]))
      .digest("base64url")
      .slice(0, 22);
}
