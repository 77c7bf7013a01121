import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandName } from '../../shared/commands/index.ts';
import { isRefusal } from '../../shared/errors.ts';
import { beginChangeLog } from '../kit/change-log.ts';
import { startDesk, type TestDesk } from '../kit/desk.ts';
import { type HubProcess, startHubProcess } from '../kit/hub-process.ts';
import { restOf } from '../kit/rest-command.ts';
import { type CommandStep, customers, desks as deskCount, type Step } from './steps.ts';

/** What a person did at a desk and the desk took down. */
export interface Act {
  readonly desk: number;
  readonly intent: string;
  readonly command: CommandName;
  /** Of the document it is about. */
  readonly target: string;
}

/** What was asked for over REST and done. */
export interface RestAct {
  readonly command: CommandName;
  readonly target: string;
}

/** A hub, its desks, and what was done at them. */
export interface World {
  readonly hub: HubProcess;
  readonly desks: readonly FuzzDesk[];
  readonly acts: readonly Act[];
  /** What the hub acknowledged over REST and no restore took back. */
  readonly restActs: readonly RestAct[];
  /** Refused intents that somebody has seen to. */
  readonly dismissed: ReadonlySet<string>;
  /** What was wrong already while it happened. */
  readonly wrongs: readonly string[];
  readonly firstNow: string;
  readonly now: () => string;
  perform(step: Step): Promise<void>;
  /** Mends everything and resolves when nothing is under way any more, and every desk has what the hub has. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface FuzzDesk {
  readonly desk: TestDesk;
  readonly device: string;
  /** Started as a copy of another desk's disk. */
  readonly clone: boolean;
}

const firstNow = '2026-04-15T04:00:00Z';
/** How long a desk may take to settle, on a busy machine. */
const patience = 20_000;
/** Pauses between tries pass this many times faster. */
const hurry = 10;

/** Starts the hub and its desks, all with the same practice. `withClone`: the last desk is a copy of the first. */
export async function openWorld(withClone: boolean): Promise<World> {
  const hub = await startHubProcess({ now: firstNow });
  const acts: Act[] = [];
  let restActs: RestAct[] = [];
  let backedUp: RestAct[] | undefined;
  const dismissed = new Set<string>();
  const wrongs: string[] = [];
  const underWay = new Set<Promise<unknown>>();
  /** The newest act of each desk; a desk does one after the other. */
  const acting = new Map<number, Promise<void>>();
  const cut = new Set<number>();
  let now = Date.parse(firstNow);
  let requests = 0;

  const log = hub.database();
  beginChangeLog(log);
  log.close();
  for (const { command, args } of practice) await rest(command, args);
  const desks = await openDesks();

  async function openDesks(): Promise<FuzzDesk[]> {
    const count = withClone ? deskCount - 1 : deskCount;
    const opened = await Promise.all(
      Array.from({ length: count }, async () => {
        const desk = await startDesk(hub, { now: firstNow, hurry });
        const identity = await desk.identity();
        return { desk, clone: false, identity, device: deviceOf(identity.keptText) };
      }),
    );
    const [first] = opened;
    if (!withClone || !first) return opened;
    const desk = await startDesk(hub, { now: firstNow, hurry, cloneOf: first.identity });
    return [...opened, { ...first, desk, clone: true }];
  }

  function deskAt(index: number): TestDesk {
    const found = desks[index];
    if (!found) throw new Error(`there is no desk ${index}`);
    return found.desk;
  }

  /** Asks until the hub answers: the same request with the same key, however often it is killed meanwhile. */
  async function rest(command: CommandName, args: Readonly<Record<string, unknown>>): Promise<void> {
    const { method, path, body } = restOf(command, args);
    const headers = { 'x-idempotency-key': `fuzz-${requests++}` };
    for (;;) {
      await hub.untilUp();
      try {
        const { status, body: answer } = await hub.call(method, path, body, headers);
        if (status >= 500)
          wrongs.push(`REST: ${method} ${path} was answered ${status} ${JSON.stringify(answer)}`);
        if (status < 300) restActs.push({ command, target: String(args.id) });
        return;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        // No answer came: the hub is being killed, and whether it did it is not known.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  async function atDesk(index: number, { command, args }: CommandStep): Promise<void> {
    const outcome = await deskAt(index).run(command, args);
    if (isRefusal(outcome) || outcome.intent === undefined) return;
    const { intent, result } = outcome;
    acts.push({ desk: index, intent, command, target: result.id });
    // A copy that is online may be finding out just now that it is one.
    if (withClone && !cut.has(index)) return;
    // Until it is refused, what was booked shows.
    const shows =
      command !== 'bookings.create' || (await deskAt(index).get('bookings', result.id)) !== undefined;
    if (!shows && !(await deskAt(index).attention()).some(({ id }) => id === intent))
      wrongs.push(`S1: ${result.id} was booked at desk ${index} and does not show`);
  }

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
    if (step.at === 'rest' && !hub.isUp()) return;
    const work = step.at === 'rest' ? rest(step.command, step.args) : atDesk(step.at, step);
    if (step.at !== 'rest') acting.set(step.at, work);
    if (step.wait) await work;
    else background(work);
  }

  async function startHub(): Promise<void> {
    if (hub.isUp()) return;
    await hub.start();
    // As a computer does that finds its network again; without it, desks try again after a while.
    for (const [index, { desk }] of desks.entries()) if (!cut.has(index)) await desk.mendNetwork();
  }

  async function backUp(): Promise<void> {
    await startHub();
    await calm();
    if (backedUp) rmSync(join(hub.folder, 'backup'), { recursive: true });
    hub.backUp('backup');
    backedUp = [...restActs];
  }

  async function restore(): Promise<void> {
    if (!backedUp) return;
    await startHub();
    await calm();
    await hub.kill();
    hub.restore('backup');
    restActs = [...backedUp];
    await startHub();
  }

  async function dismissOne(index: number): Promise<void> {
    const [refused] = await deskAt(index).attention();
    if (!refused) return;
    dismissed.add(refused.id);
    await deskAt(index).dismiss(refused.id);
  }

  async function perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'command':
        return runCommand(step);
      case 'cut':
        cut.add(step.desk);
        return deskAt(step.desk).cutNetwork();
      case 'mend':
        cut.delete(step.desk);
        return deskAt(step.desk).mendNetwork();
      case 'twice':
        return deskAt(step.desk).sendEverythingTwice();
      case 'drop':
        return deskAt(step.desk).dropPushAnswers(step.count);
      case 'desk clock':
        return deskAt(step.desk).setClock(iso(now + step.hours * 3_600_000));
      case 'hub clock':
        now += step.minutes * 60_000;
        return hub.setClock(iso(now));
      case 'reopen':
        await acting.get(step.desk);
        await deskAt(step.desk).close();
        return deskAt(step.desk).open();
      case 'settle':
        return hub.isUp() && !cut.has(step.desk) ? settleDesk(step.desk) : undefined;
      case 'shown':
        await within(
          deskAt(step.desk).untilShown('bookings', step.id),
          async () => `${step.id} does not come to desk ${step.desk}`,
        );
        return settleDesk(step.desk);
      case 'dismiss':
        return dismissOne(step.desk);
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

  async function settleDesk(index: number): Promise<void> {
    const desk = deskAt(index);
    await within(desk.untilConnection({ state: 'online', waiting: 0, filled: true }), async () => {
      return `desk ${index} does not settle: ${JSON.stringify([await desk.connection(), await desk.pending()])}`;
    });
  }

  return {
    hub,
    desks,
    acts,
    get restActs() {
      return restActs;
    },
    dismissed,
    wrongs,
    firstNow,
    now: () => iso(now),
    perform,
    async settle() {
      cut.clear();
      await startHub();
      for (const { desk } of desks) await desk.mendNetwork();
      await calm();
      for (const index of desks.keys()) await settleDesk(index);
    },
    async close() {
      await Promise.all(desks.map(({ desk }) => desk.stop()));
      await hub.remove();
    },
  };
}

const day = [{ start: '09:00', end: '18:00' }];
const hours = { working_hours: { weekly: { monday: day } }, timezone: 'Asia/Kolkata' };
const team = [
  { role: 'practitioner', kind: 'practitioner' },
  { role: 'room', kind: 'room' },
];

/** Everything that is there from the beginning. */
const practice: Pick<CommandStep, 'command' | 'args'>[] = [
  ...customers.map((id) => ({ command: 'customers.create' as const, args: { id, name: `Person ${id}` } })),
  { command: 'resources.create', args: { id: 'res_asha', name: 'Dr Asha', ...hours } },
  {
    command: 'resources.create',
    args: { id: 'res_niket', name: 'Dr Niket', shared_buffers: true, ...hours },
  },
  { command: 'resources.create', args: { id: 'res_room', name: 'Room 1', kind: 'room', ...hours } },
  { command: 'services.create', args: { id: 'svc_short', name: 'Short', duration: 30, slot_step: 15 } },
  {
    command: 'services.create',
    args: {
      id: 'svc_padded',
      name: 'Padded',
      duration: 45,
      slot_step: 15,
      buffer_before: 5,
      buffer_after: 10,
      needs: team,
    },
  },
  {
    command: 'services.create',
    args: { id: 'svc_asked', name: 'Asked for', duration: 30, slot_step: 15, requires_confirmation: true },
  },
];

function deviceOf(keptText: readonly (readonly [string, string])[]): string {
  const device = /"device_id":"(\w+)"/.exec(keptText.flat().join())?.[1];
  if (!device) throw new Error('the desk has no session');
  return device;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** `work`, or an error that says what is the matter. */
async function within<T>(work: Promise<T>, matter: () => Promise<string>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => void matter().then((text) => late.reject(new Error(text))), patience);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
