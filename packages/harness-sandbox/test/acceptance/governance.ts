import { del, get, post } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";

const id = "AccGovernanceZtRfq";
const base = "/pm/api/v1";
const rego = "not compiled by anyone";
const git = "git_base_branch=main&git_branch=develop&git_commit_msg=hello%20world&git_is_new_branch=false";
const gitMembers = { git_connector_ref: "gitconnector", git_path: "path", git_repo: "repo" };

const patch = (path: string, body: unknown) => ({ method: "PATCH", path, body });

const policy: AcceptanceCase = {
  test: "TestAccResourcePolicy",
  given: [],
  steps: [
    {
      apply: [
        post(`${base}/policies?${git}&git_import=false`, { identifier: id, name: id, rego, ...gitMembers }),
      ],
      reads: { identifier: id, rego, ...gitMembers },
    },
    {
      apply: [patch(`${base}/policies/${id}?${git}`, { name: id, rego: `${rego} v2` })],
      reads: { rego: `${rego} v2`, ...gitMembers },
    },
  ],
  read: get(`${base}/policies/${id}`),
  remove: del(`${base}/policies/${id}`),
};

const policies = ["first", "second"].map((identifier) => ({ identifier, severity: "warning" }));
const set = { name: id, type: "pipeline", action: "onrun" };

const policySet: AcceptanceCase = {
  test: "TestAccResourcePolicyset",
  given: policies.map(({ identifier }) => post(`${base}/policies`, { identifier, name: identifier, rego })),
  steps: [
    {
      apply: [
        post(`${base}/policysets`, { identifier: id, ...set, enabled: false }),
        patch(`${base}/policysets/${id}`, { ...set, enabled: false, policies }),
      ],
      reads: { name: id, action: "onrun", type: "pipeline", enabled: false, policies },
    },
    {
      apply: [patch(`${base}/policysets/${id}`, { ...set, enabled: true, policies })],
      reads: { enabled: true, policies },
    },
  ],
  read: get(`${base}/policysets/${id}`),
  remove: del(`${base}/policysets/${id}`),
};

export const governanceCases: readonly AcceptanceCase[] = [policy, policySet];
