import { query, type Call } from "../call";
import type { Json } from "../entity";
import { isObject } from "../fields";
import { Refusal } from "../refusal";

/** @throws Refusal 501 for an object that is to live in Git: only inline objects are modelled. */
export function refuseGit(call: Call): void {
  if (query(call, "storeType") === "REMOTE") throw notModelled();
}

/** The same for `/v1`, where the body says where the object lives. */
export function refuseGitDetails(body: Json): void {
  if (isObject(body.git_details) && body.git_details.store_type === "REMOTE") throw notModelled();
}

function notModelled(): Refusal {
  return new Refusal(
    501,
    "NOT_IMPLEMENTED",
    "Git Experience is not modelled by the sandbox: store the object inline",
  );
}
