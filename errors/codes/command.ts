/** Problems of commands, of the engine and of the deletion guard. */
export const commandCodes = {
  CMD001: { title: "The command line is not understood", exit: 1 },
  CMD002: { title: "The deletion guard refused", exit: 4 },
} as const;
