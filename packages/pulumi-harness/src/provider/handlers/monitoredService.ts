import { specs } from "../../sdk/spec";
import { isEmptyList } from "../api/errors";
import type { Handler } from "./handler";
import type { Json } from "./lists";
import { requestBody, requestFrom } from "./monitoredServiceRequest";
import { rest } from "./rest";
import { scopeBody, scopeQuery } from "./scope";

const base = "/cv/api/monitored-service";
const inside = (value: Json) => value["monitoredService"] as Json | undefined;

/** The list leaves out notification rules, so an object that has some is read singly. */
const rested = rest(specs.monitoredService, {
  style: "cv",
  collection: () => base,
  // Writes carry the scope in the body
  writeQuery: () => ({}),
  toBody: (inputs) => ({
    ...scopeBody(inputs),
    identifier: inputs.identifier,
    ...(inputs.request === undefined ? {} : requestBody(inputs.request)),
  }),
  entityIn: inside,
  // The list leaves out the notification rules that people add
  looksSingly: true,
  fromEntity: (entity, inputs) => ({
    identifier: entity["identifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    request: requestFrom(entity, inputs.request),
  }),
  list: {
    style: "cv",
    path: () => `${base}/list`,
    query: scopeQuery,
    page: ["offset", "pageSize"],
    entityIn: inside,
    serves: (_entity, { request }) => (request?.notificationRuleRefs ?? []).length === 0,
  },
});

/** A place without monitored services is refused; it is an empty list all the same. */
export const monitoredService: Handler = {
  ...rested,
  list: (ctx, place) =>
    rested.list!(ctx, place).catch((error: unknown) => {
      if (isEmptyList(error)) return [];
      throw error;
    }),
};
