import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { check } from "../check";
import { type Change, difference } from "../diff";
import type { Resource } from "../registry";
import { fromStruct, plain, toStruct } from "../wire/struct";

/** Answers Check. Makes no call. */
export function checkInputs(request: messages.CheckRequest, { spec }: Resource): messages.CheckResponse {
  const logicalName = request.getName() || (request.getUrn().split("::").at(-1) ?? "");
  const { inputs, failures } = check(
    spec,
    logicalName,
    fromStruct(request.getOlds()),
    fromStruct(request.getNews()),
  );
  const response = new messages.CheckResponse();
  response.setInputs(
    toStruct(Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined))),
  );
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new messages.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

/** Answers Diff. Makes no call. */
export function diffInputs(request: messages.DiffRequest, { spec }: Resource): messages.DiffResponse {
  const before = {
    inputs: plain(fromStruct(request.getOldInputs())),
    state: plain(fromStruct(request.getOlds())),
  };
  const { changes, deleteBeforeReplace } = difference(spec, before, plain(fromStruct(request.getNews())));
  const response = new messages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(changes.map(({ key }) => key));
  response.setReplacesList(changes.filter(({ replace }) => replace).map(({ key }) => key));
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const change of changes) response.getDetaileddiffMap().set(change.key, detail(change));
  return response;
}

function detail({ kind, replace }: Change): messages.PropertyDiff {
  const { Kind } = messages.PropertyDiff;
  const kinds = {
    add: replace ? Kind.ADD_REPLACE : Kind.ADD,
    delete: replace ? Kind.DELETE_REPLACE : Kind.DELETE,
    update: replace ? Kind.UPDATE_REPLACE : Kind.UPDATE,
  };
  const result = new messages.PropertyDiff();
  result.setKind(kinds[kind]);
  result.setInputdiff(true);
  return result;
}
