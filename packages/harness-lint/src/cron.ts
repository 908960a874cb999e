/** Cron expressions. Three readers, three grammars: what one of them takes, another one refuses. */
import { quartzFault, unixFault } from "./cron/cronUtils";
import { kubernetesFault } from "./cron/kubernetes";

/** `UNIX` and `QUARTZ` are types of a scheduled trigger of Harness, `KUBERNETES` is the schedule of a CronJob. */
export type CronGrammar = "UNIX" | "QUARTZ" | "KUBERNETES";

/** How a grammar is explained to people. */
export interface CronWords {
  /** The fields, in their order. */
  readonly fields: string;
  /** An expression of the grammar. */
  readonly example: string;
}

interface Reader extends CronWords {
  readonly fault: (expression: string) => string | undefined;
}

const readers: Readonly<Record<CronGrammar, Reader>> = {
  UNIX: { fields: "minute hour day month weekday", example: "0 2 * * 1-5", fault: unixFault },
  QUARTZ: {
    fields: "second minute hour day month weekday, and a year if need be",
    example: "0 0 2 ? * MON-FRI *",
    fault: quartzFault,
  },
  KUBERNETES: { fields: "minute hour day month weekday", example: "0 2 * * 1-5", fault: kubernetesFault },
};

/** What the reader of a grammar has against an expression, as a sentence; undefined when it takes it. */
export function cronFault(expression: string, grammar: CronGrammar): string | undefined {
  return readers[grammar].fault(expression);
}

/** Whether the reader of a grammar takes an expression. */
export function isCron(expression: string, grammar: CronGrammar): boolean {
  return cronFault(expression, grammar) === undefined;
}

/** The fields and an example of a grammar, for hints. */
export function cronWords(grammar: CronGrammar): CronWords {
  return readers[grammar];
}
