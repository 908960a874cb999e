/** Every command by its name, in the order of the help text. */
import type { Command } from "../command";
import { add } from "./add";
import { comment } from "./comment";
import { credentials } from "./credentials";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { engine } from "./engine";
import { issue } from "./issue";
import { manifests } from "./manifests";
import { files } from "./files";
import { findRecord } from "./findRecord";
import { operationCommand } from "./operationCommand";
import { owners } from "./owners";
import { record } from "./record";
import { remove } from "./remove";
import { render } from "./render";
import { sandbox } from "./sandbox";
import { serve } from "./serve";
import { simulate } from "./simulate";
import { stacks } from "./stacks";
import { templates } from "./templates";
import { trigger } from "./trigger";
import { validate } from "./validate";

export const commands: Readonly<Record<string, Command>> = {
  validate,
  plan: operationCommand({
    name: "plan",
    aliases: ["preview"],
    summary: "show what up would do; makes no API call but with --check-account",
    options: [
      "detailed-exitcode",
      "allow-deletions",
      "import",
      "save",
      "against",
      "against-record",
      "check-account",
    ],
    formats: ["text", "json", "markdown"],
    writes: false,
    needsCatalog: true,
  }),
  up: operationCommand({
    name: "up",
    summary: "bring the account to what the catalog says",
    options: [
      "detailed-exitcode",
      "allow-deletions",
      "import",
      "plan",
      "record",
      "adopt-orphans",
      "delete-orphans",
    ],
    formats: ["text", "json", "markdown"],
    writes: true,
    needsCatalog: true,
  }),
  refresh: operationCommand({
    name: "refresh",
    summary: "compare the stack's record with the account, to find drift",
    options: ["detailed-exitcode"],
    formats: ["text", "json", "markdown"],
    writes: false,
    needsCatalog: false,
  }),
  destroy: operationCommand({
    name: "destroy",
    summary: "delete everything of the stack",
    writes: true,
    needsCatalog: false,
  }),
  drift,
  record,
  add,
  remove,
  serve,
  render,
  manifests,
  trigger,
  simulate,
  templates,
  stacks,
  comment,
  issue,
  owners,
  "find-record": findRecord,
  credentials,
  files,
  sandbox,
  engine,
  doctor,
};
