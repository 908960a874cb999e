/**
 * Holds plans by record to plans by state on the real engine, for many random edits of the example catalog.
 * `node dist/bench/record.js [COUNT] [SEED]`: 200 edits take about 20 minutes. Exits 1 when one of them differs.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "@harness-catalog/problems";
import { randomEdits, type EditedCatalog } from "../test/cli/randomEdits";
import { type Outcome } from "../test/support/outcome";
import { createWorkspace, type Workspace } from "../test/support/workspace";

async function main([count = "200", seed = "1"]: readonly string[]): Promise<number> {
  const workspace = await createWorkspace();
  try {
    await workspace.operate("up", ["--record", "record.json"]);
    const example = Object.fromEntries(
      ["services.yaml", "platform.yaml"].map((name) => [
        name,
        readFileSync(join(workspace.catalog, name), "utf8"),
      ]),
    );
    let differing = 0;
    for (const edit of randomEdits(example, Number(count), Number(seed))) {
      const difference = await compared(workspace, edit);
      if (difference === undefined) continue;
      differing += 1;
      process.stdout.write(`${edit.title}\n${difference}\n`);
    }
    process.stdout.write(`${count} edits, ${differing} of them differ\n`);
    return differing === 0 ? 0 : 1;
  } finally {
    await workspace.close();
  }
}

async function compared(workspace: Workspace, { texts }: EditedCatalog): Promise<string | undefined> {
  const dir = join(workspace.dir, "edit");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(dir, file), text);
  const plan = ["plan", "--catalog", dir, "--output", "json", "--detailed-exitcode"];
  const first = await workspace.cli([...plan, "--against-record", "record.json"]);
  const word = first.code === 4 ? wordOf(first) : [];
  const record =
    word.length === 0 ? first : await workspace.cli([...plan, "--against-record", "record.json", ...word]);
  const [byRecord, byState] = [said(record), said(await workspace.cli([...plan, ...word]))];
  return byRecord === byState ? undefined : `  by record ${byRecord}\n  by state  ${byState}`;
}

function said({ code, stdout, stderr }: Outcome): string {
  try {
    const { calls: _calls, seconds: _seconds, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
    return `${code} ${JSON.stringify(rest)}`;
  } catch {
    return `${code} ${stdout}${stderr}`;
  }
}

function wordOf({ stdout }: Outcome): string[] {
  const [problem] = JSON.parse(stdout) as Problem[];
  return ["--allow-deletions", /--allow-deletions (\d+)$/.exec(problem?.hint ?? "")?.[1] ?? "1"];
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
