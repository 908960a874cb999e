/** The note a background sandbox leaves for later commands and for the program, relative to the project. */
export const sandboxConnectionFile = ".sandbox/connection.json";
