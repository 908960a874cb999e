/** Sizes of Fargate tasks. */

/** Memory in MiB by CPU units: from, to, step. Source: docs.aws.amazon.com, "Fargate task definition differences". */
const combinations: readonly (readonly [cpu: number, memory: readonly number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, steps(1024, 4096, 1024)],
  [1024, steps(2048, 8192, 1024)],
  [2048, steps(4096, 16384, 1024)],
  [4096, steps(8192, 30720, 1024)],
  [8192, steps(16384, 61440, 4096)],
  [16384, steps(32768, 122880, 8192)],
];

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by);
}

/** CPU units and MiB. */
export interface FargateSize {
  readonly cpu: string;
  readonly memory: string;
}

/**
 * The smallest Fargate task with at least the size's CPU and memory, as ECS spells it; undefined when there is none.
 * @param size CPU in millicores (`250m`) and memory in binary units (`512Mi`)
 */
export function fargateSize(size: {
  readonly cpu: string;
  readonly memory: string;
}): FargateSize | undefined {
  const units = (Number(size.cpu.slice(0, -1)) / 1000) * 1024;
  const mebibytes = Number(size.memory.slice(0, -2)) * (size.memory.endsWith("Gi") ? 1024 : 1);
  for (const [cpu, choices] of combinations) {
    const memory = choices.find((choice) => choice >= mebibytes);
    // 250m is 256 units in all but name
    if (cpu >= units && memory !== undefined) return { cpu: String(cpu), memory: String(memory) };
  }
  return undefined;
}
