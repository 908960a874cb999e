/** `npm run bench:kills [-- <runs> <seed>]`: the kill test at length, 500 runs unless told otherwise. */
import { KillStage } from "../test/support/killRun";
import { nameOf, scenariosOf } from "../test/support/killScenarios";

async function main(): Promise<void> {
  const [runs = 500, seed = Date.now() % 100_000] = process.argv.slice(2).map(Number);
  const stage = await KillStage.prepare(30);
  let wrong = 0;
  try {
    for (const [index, scenario] of scenariosOf(seed, runs, (command) => stage.callsOf(command)).entries()) {
      await stage.kill(scenario);
      const { code, stdout, stderr } = await stage.follow(scenario);
      const right = code === 0 && stage.snapshot() === stage.expected(scenario);
      if (!right) wrong += 1;
      process.stdout.write(
        `${index + 1} ${right ? "same account" : "ANOTHER ACCOUNT"}: ${nameOf(scenario)}\n`,
      );
      if (code !== 0) process.stdout.write(`${stdout}\n${stderr}\n`);
    }
  } finally {
    await stage.close();
  }
  process.stdout.write(
    `seed ${seed}: ${runs} killed runs, ${wrong} with another account than a run nobody kills\n`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

void main();
