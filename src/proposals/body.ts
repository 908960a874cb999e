/** The text of a pull request: what the proposal says and what happens on merge (R-29, R-38). */
import { diffLines } from "../catalog/diff";
import type { Catalog, Service } from "../catalog/model";
import { serviceOf, type Change } from "./change";
import type { Draft } from "./draft";
import { effectsOf, type Effects } from "./effects";
import { factsOf } from "./facts";

/** GitHub refuses more than 65,536 characters; the rest of the room is for what people add. */
export const bodyLimit = 60_000;

/** Services of a bulk proposal that are shown in full; the others are in the list of objects and in the diff. */
const shownInFull = 5;

/** Who a proposal comes from and what it is measured against. */
export interface BodyContext {
  readonly before: Catalog;
  /** Harness account that links lead to. */
  readonly account: string | undefined;
  /** Who asked for it. */
  readonly by: string;
}

/** Markdown, at most {@link bodyLimit} characters. The same draft, base and person give the same text. */
export function bodyOf(draft: Draft, { before, account, by }: BodyContext): string {
  const effects = effectsOf(before, draft.catalog, draft.services);
  const head = [
    ...draft.changes
      .slice(0, shownInFull)
      .flatMap((change) => section(change, before, draft.catalog, account)),
    ...more(draft),
    ...onMerge(draft, effects),
  ].join("\n");
  const foot = `Proposed by ${code(by)} with harness-catalog.\n`;
  return [head, diffSection(draft, bodyLimit - head.length - foot.length - 200), foot].join("\n");
}

function section(change: Change, before: Catalog, after: Catalog, account: string | undefined): string[] {
  const name = serviceOf(change);
  const service = (change.kind === "remove" ? before : after).services.find((each) => each.name === name);
  if (service === undefined) return [];
  const catalog = change.kind === "remove" ? before : after;
  const facts = factsOf(catalog, service, account);
  const pipeline =
    facts.pipelineUrl === undefined ? code(facts.pipelineId) : `[${facts.pipelineId}](${facts.pipelineUrl})`;
  const verb = { add: "Adds", change: "Changes", remove: "Removes" }[change.kind];
  return [
    `### ${verb} ${name}`,
    "",
    "| | |",
    "|---|---|",
    ...rowsOf(service).map(([what, value]) => `| ${what} | ${value} |`),
    `| Harness service | ${code(facts.serviceId)} |`,
    `| pipeline | ${pipeline} |`,
    `| stages | ${facts.stages.map((stage) => stage.name).join(" → ") || "none"} |`,
    `| gates | ${facts.gates.map(({ environment, gate }) => `${environment}: ${gate}`).join("; ")} |`,
    "",
  ];
}

function rowsOf(service: Service): (readonly [string, string])[] {
  return [
    ["team", service.team],
    ["archetype", service.archetype],
    ["profile", service.profile],
    ["size", service.size],
    ["environments", service.environments.join(", ")],
    ["regions", service.regions.join(", ")],
  ];
}

function more({ changes }: Draft): string[] {
  const rest = changes.slice(shownInFull);
  return rest.length === 0 ? [] : [`And ${rest.length} more: ${rest.map(serviceOf).join(", ")}.`, ""];
}

function onMerge(draft: Draft, effects: Effects): string[] {
  const line = (verb: string, objects: readonly string[]) =>
    objects.length === 0 ? [] : [`- ${verb} ${objects.length}: ${listed(objects)}`];
  const removes = draft.changes.some(({ kind }) => kind === "remove");
  const nothing = effects.create.length + effects.update.length + effects.delete.length === 0;
  return [
    "### On merge",
    "",
    "`harness-catalog up` brings Harness to what the catalog says:",
    "",
    ...(nothing ? ["- no Harness object changes"] : []),
    ...line("creates", effects.create),
    ...line("updates", effects.update),
    ...line("deletes", effects.delete),
    ...(removes
      ? ["- **lost for good**: the executions of the deleted pipelines. Workloads that run in clusters stay."]
      : []),
    ...effects.notices.map(({ subject, message }) => `- note: ${subject}: ${message}`),
    "",
  ];
}

function listed(objects: readonly string[]): string {
  const shown = objects.slice(0, 30).map(code).join(", ");
  return objects.length > 30 ? `${shown} and ${objects.length - 30} more` : shown;
}

function diffSection({ files }: Draft, room: number): string {
  const diff = files.map(({ path, before, after }) => `${path}\n${diffLines(before, after)}`).join("\n");
  const cut = diff.length > room;
  const text = cut ? diff.slice(0, diff.lastIndexOf("\n", room)) : diff;
  // Longer than any run of backticks inside, so that free text cannot end the block.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const note = cut ? ["", "The diff is cut here; the files of this pull request have the rest."] : [];
  return ["### Catalog", "", `${fence}diff`, text, fence, ...note, ""].join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
