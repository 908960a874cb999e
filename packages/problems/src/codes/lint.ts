/**
 * Problems in rendered Harness documents. 00x the document and its keys, 01x identifiers, 02x references,
 * 03x expressions and inputs, 04x stages and steps, 05x approvals and notifications, 06x triggers.
 */
export const lintCodes = {
  LINT001: { title: "The text is not a Harness document of its kind", exit: 1 },
  LINT002: { title: "A key that Harness does not know", exit: 1 },
  LINT003: { title: "A key that Harness needs is missing", exit: 1 },
  LINT004: { title: "Parts that exclude each other, or a list that holds nothing", exit: 1 },

  LINT010: { title: "An identifier, name or label that Harness refuses", exit: 1 },
  LINT011: { title: "An identifier that is a reserved word", exit: 1 },
  LINT012: { title: "Two stages or steps of one identifier", exit: 1 },
  LINT013: { title: "Two variables of one name", exit: 1 },
  LINT014: { title: "A version label that cannot be referred to", exit: 1 },
  LINT015: { title: "Tags beyond what Harness keeps", exit: 1 },

  LINT020: { title: "A reference to a service that is not rendered", exit: 1 },
  LINT021: { title: "A reference to an environment that is not rendered", exit: 1 },
  LINT022: { title: "A reference to an infrastructure that the environment does not have", exit: 1 },
  LINT023: { title: "A delegate selector that no delegate has", exit: 1 },
  LINT024: { title: "A template or template version that does not exist", exit: 1 },
  LINT025: { title: "A template link without a version", exit: 1 },
  LINT026: { title: "Template inputs that do not fit the template", exit: 1 },
  LINT027: { title: "A reference to a stage that does not exist", exit: 1 },
  LINT028: { title: "A reference to a pipeline that is not rendered", exit: 1 },

  LINT030: { title: "An expression that is never closed", exit: 1 },
  LINT031: { title: "An expression whose first word is misspelled", exit: 1 },
  LINT032: { title: "An expression names a variable that is not declared", exit: 1 },
  LINT033: { title: "An expression names a matrix axis that does not exist", exit: 1 },
  LINT034: { title: "A runtime input that Harness does not understand", exit: 1 },
  LINT035: { title: "The default of an input is not one of its allowed values", exit: 1 },
  LINT036: { title: "A condition that cannot be evaluated", exit: 1 },

  LINT040: { title: "A timeout that is not a duration", exit: 1 },
  LINT041: { title: "A step without a timeout", exit: 1 },
  LINT042: { title: "A type of a step, stage, template or deployment that is misspelled", exit: 1 },
  LINT043: { title: "A step that does not fit the deployment type of its stage", exit: 1 },
  LINT044: { title: "A stage that rolls back without rollback steps", exit: 1 },
  LINT045: { title: "A rollback step among the forward steps", exit: 1 },
  LINT046: { title: "A canary that is not removed or not rolled out", exit: 1 },
  LINT047: { title: "A number of instances or a percentage that cannot be", exit: 1 },
  LINT048: { title: "A verification that cannot work", exit: 1 },
  LINT049: { title: "A failure strategy that Harness does not carry out", exit: 1 },

  LINT050: { title: "An approval that needs no approver or more than there are", exit: 1 },
  LINT051: { title: "An approval deadline that is no time", exit: 1 },
  LINT052: { title: "An approver input that cannot be asked", exit: 1 },
  LINT053: { title: "An approval beside other steps", exit: 1 },
  LINT054: { title: "A notification rule that reaches nobody", exit: 1 },
  LINT055: { title: "A notification event or method that Harness does not have", exit: 1 },
  LINT056: { title: "A policy step that asks nothing", exit: 1 },

  LINT060: { title: "A trigger condition that never holds", exit: 1 },
  LINT061: { title: "A trigger source that Harness does not know", exit: 1 },
  LINT062: { title: "The inputs of a trigger do not fit its pipeline", exit: 1 },
  LINT063: { title: "A schedule that its grammar does not take", exit: 1 },
} as const;
