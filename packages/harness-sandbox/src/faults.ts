import { z } from "zod";

export const faultKinds = ["429", "500", "drop", "accepted-then-failed", "accepted-then-drop"] as const;

/** `accepted-then-…` carries the call out first and loses the answer, as a gateway that times out does. */
export type FaultKind = (typeof faultKinds)[number];

const matchSchema = z.strictObject({
  method: z.string().optional(),
  path: z.string().optional(),
});

const ruleSchema = z.strictObject({
  match: matchSchema.optional(),
  kind: z.enum(faultKinds),
  probability: z.number().min(0).max(1).optional(),
  times: z.number().int().min(0).optional(),
  after: z.number().int().min(0).optional(),
});

const specSchema = z.strictObject({
  seed: z.number().int().optional(),
  latencyMs: z.number().min(0).optional(),
  rules: z.array(ruleSchema).optional(),
});

/**
 * One fault. `match.path` is a part of the path or a regular expression; `after` lets that many matching calls pass
 * first, `times` ends the fault after that many, `probability` (default 1) is drawn from the seed.
 */
export type FaultRule = z.infer<typeof ruleSchema>;

/** All faults of the account; a new specification replaces the old one, no rules means no faults. */
export type FaultSpec = z.infer<typeof specSchema>;

/** Reads a specification from JSON. @throws ZodError naming what is wrong. */
export function readFaultSpec(value: unknown): FaultSpec {
  return specSchema.parse(Array.isArray(value) ? { rules: value } : value);
}

interface RuleState {
  readonly rule: FaultRule;
  readonly path: RegExp | undefined;
  seen: number;
  fired: number;
}

/** Decides, call by call, what goes wrong. Same seed and same calls, same faults. */
export class Faults {
  private current: FaultSpec = {};
  private states: RuleState[] = [];
  private random = generator(0);

  get spec(): FaultSpec {
    return this.current;
  }

  set(spec: FaultSpec): void {
    this.current = spec;
    this.random = generator(spec.seed ?? 0);
    this.states = (spec.rules ?? []).map((rule) => ({
      rule,
      path: rule.match?.path === undefined ? undefined : pattern(rule.match.path),
      seen: 0,
      fired: 0,
    }));
  }

  /** The fault of this call, if any: the first rule that matches and fires. */
  next(method: string, path: string): FaultKind | undefined {
    return this.states.find((state) => this.fires(state, method, path))?.rule.kind;
  }

  private fires(state: RuleState, method: string, path: string): boolean {
    const { rule } = state;
    const { match } = rule;
    if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
    if (match?.path !== undefined && !path.includes(match.path) && state.path?.test(path) !== true)
      return false;
    state.seen++;
    if (state.seen <= (rule.after ?? 0) || state.fired >= (rule.times ?? Infinity)) return false;
    if (rule.probability !== undefined && this.random() >= rule.probability) return false;
    state.fired++;
    return true;
  }
}

function pattern(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

/** Mulberry32: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
