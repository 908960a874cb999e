/** Problems met by the Harness provider and answers of the Harness API. */
export const harnessCodes = {
  HAR001: { title: "Harness refused the API key", exit: 1 },
  HAR002: { title: "The provider configuration is incomplete or invalid", exit: 1 },
  HAR003: { title: "The object exists already and belongs to somebody else", exit: 1 },
  HAR004: { title: "The object to update does not exist any more", exit: 1 },
  HAR005: { title: "Harness refused the request", exit: 1 },
  HAR006: { title: "Harness could not be reached, failed, or did not answer in time", exit: 1 },
  HAR007: { title: "The object was made only in part", exit: 1 },
  HAR008: { title: "A resource input is invalid", exit: 1 },
  HAR009: { title: "The import id is not understood", exit: 1 },
  HAR010: { title: "A governance policy of the account denied the change", exit: 3 },
  HAR011: { title: "The answer is not one of the Harness API", exit: 1 },
  HAR012: { title: "The operation was cancelled", exit: 130 },
  HAR013: { title: "The name belongs to a revoked delegate token", exit: 1 },
  HAR040: { title: "The note of a write could not be made, so it was not sent", exit: 1 },
} as const;
