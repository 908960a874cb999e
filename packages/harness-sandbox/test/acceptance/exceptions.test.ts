import assert from "node:assert/strict";
import { lintDocument, lintNotes, lintRules, unknownContext, type DocumentKind } from "harness-lint";
import { lintExceptions } from "../../src/lint/exceptions";
import type { Req } from "../client";
import { tables } from "./tables";

const kinds: Readonly<Record<string, DocumentKind>> = {
  "/ng/api/servicesV2": "service",
  "/ng/api/environmentsV2": "environment",
};

describe("rules the sandbox does not enforce", () => {
  for (const [id, test] of Object.entries(lintExceptions)) {
    it(`${id}: ${test} saves a document that breaks it`, () => {
      const rule = lintRules[id];
      assert.ok(rule !== undefined);
      const requests = Object.values(tables)
        .flat()
        .filter((acceptance) => acceptance.test.startsWith(test))
        .flatMap(({ steps }) => steps.flatMap(({ apply }) => apply));
      assert.ok(
        requests
          .flatMap(documentOf)
          .some(
            (document) =>
              lintDocument(document, unknownContext, [rule]).length === 0 &&
              lintNotes(document, unknownContext, ["house"]).some(({ code }) => code === rule.code),
          ),
      );
    });
  }
});

function documentOf({ path, body }: Req) {
  const kind = kinds[path];
  const { yaml } = (body ?? {}) as { yaml?: string };
  return kind === undefined || yaml === undefined ? [] : [{ path, text: yaml, kind }];
}
