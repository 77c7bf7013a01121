import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginChangeLog } from '../kit/change-log.ts';
import { type HubProcess, startHubProcess } from '../kit/hub-process.ts';
import { type DeskSide, openDeskSide } from './desk-side.ts';
import { firstNow } from './practice.ts';
import { openRestSide, type RestSide } from './rest-side.ts';
import type { CommandStep, Step } from './steps.ts';
import { within } from './within.ts';

/** A hub, its desks, and what was done at them. */
export interface World {
  readonly hub: HubProcess;
  readonly desks: DeskSide;
  readonly rest: RestSide;
  /** What was wrong already while it happened. */
  readonly wrongs: readonly string[];
  readonly now: () => string;
  perform(step: Step): Promise<void>;
  /** Mends everything and resolves when nothing is under way any more, and every desk has what the hub has. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly desks: number;
  /** The last desk is a copy of the first. */
  readonly withClone: boolean;
}

/** Starts the hub and its desks, all with the same practice. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const hub = await startHubProcess({ now: firstNow });
  try {
    return await worldOf(hub, options);
  } catch (error) {
    await hub.remove();
    throw error;
  }
}

async function worldOf(hub: HubProcess, options: WorldOptions): Promise<World> {
  const wrongs: string[] = [];
  const rest = await openRestSide(hub, wrongs);
  const log = hub.database();
  beginChangeLog(log);
  log.close();
  await rest.fill();
  const desks = await openDeskSide(hub, options, wrongs);
  const underWay = new Set<Promise<unknown>>();
  let now = Date.parse(firstNow);
  let hasBackup = false;

  function background(work: Promise<unknown>): void {
    const noted = work
      .catch((error: unknown) => void wrongs.push(String(error)))
      .finally(() => underWay.delete(noted));
    underWay.add(noted);
  }

  async function calm(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  async function runCommand(step: CommandStep): Promise<void> {
    const { at } = step;
    if (typeof at !== 'number' && !hub.isUp()) return;
    if (typeof at === 'number' && !desks.all[at]) return;
    const work = typeof at === 'number' ? desks.run(at, step) : rest.run(step, at);
    if (step.wait) await work;
    else background(work);
  }

  async function startHub(): Promise<void> {
    if (hub.isUp()) return;
    await hub.start();
    // As a computer does that finds its network again; without it, desks try again after a while.
    await desks.noticeHub();
  }

  async function backUp(): Promise<void> {
    await startHub();
    await calm();
    if (hasBackup) rmSync(join(hub.folder, 'backup'), { recursive: true });
    hub.backUp('backup');
    rest.noteBackup();
    hasBackup = true;
  }

  async function restore(): Promise<void> {
    if (!hasBackup) return;
    await startHub();
    await calm();
    await hub.kill();
    hub.restore('backup');
    rest.goBack();
    await startHub();
  }

  async function perform(step: Step): Promise<void> {
    // The desk is one that has not come to be.
    if ('desk' in step && !desks.all[step.desk]) return;
    switch (step.do) {
      case 'command':
        return runCommand(step);
      case 'cut':
      case 'mend':
      case 'reopen':
      case 'update':
      case 'dismiss':
      case 'copy':
        return desks[step.do](step.desk);
      case 'outdate':
        return desks.outdate(step.desk, step.wire);
      case 'twice':
        return desks.at(step.desk).sendEverythingTwice();
      case 'drop':
        return desks.at(step.desk).dropPushAnswers(step.count);
      case 'lose':
        return desks.at(step.desk).dropRequests(step.count);
      case 'reorder':
        return desks.at(step.desk).reorderRequests(step.count);
      case 'late':
        return desks.at(step.desk).repeatLate();
      case 'enter':
        return desks.enter(step.desk, step.staff);
      case 'aside':
        return desks.aside(step.desk);
      case 'revoke':
      case 'pair':
        return hub.isUp() ? desks[step.do](step.desk) : undefined;
      case 'desk clock':
        return desks.at(step.desk).setClock(iso(now + step.hours * 3_600_000));
      case 'hub clock':
        now += step.minutes * 60_000;
        return hub.setClock(iso(now));
      case 'settle':
        return hub.isUp() && desks.maySettle(step.desk) ? desks.settle(step.desk) : undefined;
      case 'shown':
        await within(
          desks.at(step.desk).untilShown('bookings', step.id),
          async () => `${step.id} does not come to desk ${step.desk}`,
        );
        return desks.settle(step.desk);
      case 'kill':
        return hub.kill();
      case 'start':
        return startHub();
      case 'backup':
        return backUp();
      case 'restore':
        return restore();
    }
  }

  return {
    hub,
    desks,
    rest,
    wrongs,
    now: () => iso(now),
    perform,
    async settle() {
      await startHub();
      for (const index of desks.all.keys()) {
        await desks.update(index);
        await desks.mend(index);
      }
      await calm();
      await Promise.all(desks.all.map((_, index) => desks.settleAgain(index)));
    },
    async close() {
      await desks.stop();
      await hub.remove();
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
