export { note, print, shownText, type Io } from "@harness-catalog/command-line/io";
