import type { Account } from "../account";
import type { Json } from "../entity";
import { labelOf, requiredObject, requiredText, text } from "../fields";
import { readLinted } from "../lint/refuse";
import type { Scope } from "../scope";
import { checkAgrees } from "./document";

/** What Harness reads from a template's YAML; the request repeats none of it on creation. */
export interface TemplateHead {
  readonly identifier: string;
  readonly name: string;
  readonly versionLabel: string;
  readonly type: string;
  /** Type of what the template stands for, such as `Deployment` or `ShellScript`. */
  readonly childType: string | undefined;
  /** The whole content under `template`, for finding references. */
  readonly content: Json;
}

/** Checks a template's YAML for one scope. @throws Refusal 400 with what is wrong. */
export function checkTemplateYaml(account: Account, source: string, scope: Scope): TemplateHead {
  const template = readLinted(account, "template", source, scope).root;
  checkAgrees(template, { orgIdentifier: scope.org, projectIdentifier: scope.project }, "Template");
  return {
    identifier: requiredText(template, "identifier"),
    name: requiredText(template, "name"),
    versionLabel: labelOf(template.versionLabel) ?? requiredText(template, "versionLabel"),
    type: requiredText(template, "type"),
    childType: text(requiredObject(template, "spec"), "type"),
    content: template,
  };
}
