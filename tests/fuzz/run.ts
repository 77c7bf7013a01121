import { check } from './check.ts';
import { type Step, stepsOf } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** Desks of a run, and how many steps are done at them: fewer where it has to be quick. */
const desks = 10;
export const lengths = { quick: 30, long: 60 };

/** What a seed stands for. */
export interface Run {
  readonly steps: readonly Step[];
  readonly desks: number;
  /** The last desk starts as a copy of the first one's disk (rule S11). */
  readonly withClone: boolean;
}

export function runOf(seed: number, length: number): Run {
  return { steps: stepsOf(seed, { length, desks }), desks, withClone: seed % 4 === 3 };
}

/** Does the steps in a new world, lets it settle, and answers which rules do not hold. */
export async function wrongsOf(run: Run): Promise<string[]> {
  let world: World | undefined;
  try {
    world = await openWorld(run);
    const { steps } = run;
    for (const step of steps) await world.perform(step);
    await world.settle();
    return await check(world);
  } catch (error) {
    return [
      ...(world?.wrongs ?? []),
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ];
  } finally {
    await world?.close();
  }
}

/**
 * Throws where a rule does not hold after the steps of `seed`, with how to repeat it and the fewest steps found in
 * `shrinkFor` milliseconds.
 */
export async function holdRules(seed: number, { length, shrinkFor }: Holding): Promise<void> {
  const run = runOf(seed, length);
  const wrongs = await wrongsOf(run);
  if (wrongs.length === 0) return;
  const shorter = await shrunk(run, { wrongs, deadline: performance.now() + shrinkFor });
  const steps = shorter.steps.map((step) => `  ${JSON.stringify(step)},`).join('\n');
  throw new Error(
    `seed ${seed}: ${wrongs.slice(0, 12).join('\n')}
Repeat it: FUZZ_FROM=${seed} FUZZ_SEEDS=1 FUZZ_STEPS=${length} npm run test:unit -- tests/fuzz/fuzz.test.ts
${shorter.steps.length} of ${run.steps.length} steps are enough (desks: ${run.desks}, withClone: ${run.withClone}):\n${steps}`,
  );
}

interface Holding {
  /** Steps of the run. */
  readonly length: number;
  /** Milliseconds to look for fewer steps that fail, too. */
  readonly shrinkFor: number;
}

/** The same kind of failure with fewer steps: leaves parts out, large ones first, for as long as there is time. */
async function shrunk(
  run: Run,
  { wrongs, deadline }: { wrongs: readonly string[]; deadline: number },
): Promise<Run> {
  const rules = new Set(wrongs.map(ruleOf));
  let { steps } = run;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < steps.length; ) {
      if (performance.now() > deadline) return { ...run, steps };
      const fewer = steps.toSpliced(at, size);
      const found = await wrongsOf({ ...run, steps: fewer });
      if (found.some((wrong) => rules.has(ruleOf(wrong)))) steps = fewer;
      else at += size;
    }
  return { ...run, steps };
}

function ruleOf(wrong: string): string {
  return wrong.split(':')[0] ?? wrong;
}
