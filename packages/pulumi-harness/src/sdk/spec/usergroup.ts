import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  description,
  flag,
  identifier,
  labelsOfPeople,
  name,
  rule,
  tags,
  text,
  texts,
} from "./shapes";
import { defineResource } from "./spec";

export const usergroup = defineResource({
  token: "harness:platform/usergroup:Usergroup",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      ...anyScope,
      description: description(),
      externallyManaged: flag(),
      linkedSsoDisplayName: text(),
      linkedSsoId: text(),
      linkedSsoType: text(),
      notificationConfigs: z
        .array(
          z.strictObject({
            groupEmail: text(),
            microsoftTeamsWebhookUrl: text(),
            pagerDutyKey: text(),
            sendEmailToAllUsers: flag(),
            slackWebhookUrl: text(),
            type: text(),
          }),
        )
        .optional(),
      ssoGroupId: text(),
      ssoGroupName: text(),
      ssoLinked: flag(),
      tags: tags(),
      userEmails: texts(),
      users: texts(),
    })
    .refine(
      (inputs) => inputs.users === undefined || inputs.userEmails === undefined,
      rule("takes users or userEmails, not both"),
    ),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["ssoLinked", "users", "userEmails"],
  unordered: ["tags", "users", "userEmails"],
  keeps: {
    ...labelsOfPeople,
    users: "members",
    userEmails: "sentElsewhere",
    notificationConfigs: { itemsBy: "type" },
    linkedSsoId: "unlessGiven",
    linkedSsoDisplayName: "unlessGiven",
    linkedSsoType: "unlessGiven",
    ssoGroupId: "unlessGiven",
    ssoGroupName: "unlessGiven",
    ssoLinked: "unlessGiven",
    externallyManaged: "unlessGiven",
  },
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
