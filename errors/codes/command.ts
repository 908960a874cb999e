/** Problems of commands, of the engine and of the deletion guard. */
export const commandCodes = {
  CMD001: { title: "The command line is not understood", exit: 1 },
  CMD002: { title: "The deletion guard refused", exit: 4 },
  CMD003: { title: "The engine failed", exit: 1 },
  CMD004: { title: "Another run holds the stack", exit: 1 },
  CMD005: { title: "A change needs confirmation", exit: 1 },
  CMD006: { title: "The sandbox did not start", exit: 1 },
  CMD007: { title: "No sandbox is running", exit: 1 },
  CMD008: { title: "The stack does not exist", exit: 1 },
  CMD009: { title: "A shared backend needs a passphrase", exit: 1 },
  CMD010: { title: "No Harness account is configured", exit: 1 },
  CMD011: { title: "A configuration value is malformed", exit: 1 },
  CMD012: { title: "The stack belongs to another account", exit: 4 },
  CMD013: { title: "A file could not be written", exit: 1 },
  CMD014: { title: "The command was interrupted", exit: 130 },
  CMD025: { title: "Generated files are not what the catalog leads to", exit: 1 },
  CMD026: { title: "More than one stack manages GitHub, or none could", exit: 1 },
} as const;
