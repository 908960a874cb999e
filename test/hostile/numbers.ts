/** Numbers that look random and are the same in every run. */
export type Pick = (below: number) => number;

/** Whole numbers from 0, told apart by a seed. */
export function numbers(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One of a list that is not empty. */
export function oneOf<T>(pick: Pick, list: readonly T[]): T {
  return list[pick(list.length)]!;
}
