import type { HubContext } from '../context.ts';

const lookEvery = 1000;

/**
 * Makes a backup whenever the schedule asks for one, by the hub's clock; one that was missed, because the computer was off or
 * asleep, is made as soon as it is on. The answer ends it.
 */
export async function startBackups({ backups, lookEvery: every }: HubContext): Promise<() => Promise<void>> {
  await backups.start();
  const timer = setInterval(
    () => {
      // What goes wrong is in its state, and tried again.
      if (backups.isDue()) void backups.make().catch(() => undefined);
    },
    Math.min(lookEvery, every),
  );
  return async () => {
    clearInterval(timer);
    await backups.stop();
  };
}
