import type { CommandName } from '../../shared/commands/index.ts';
import { isRefusal } from '../../shared/errors.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';
import { startDesk, type TestDesk } from '../kit/desk.ts';
import type { HubProcess } from '../kit/hub-process.ts';
import { firstNow, pin } from './practice.ts';
import type { CommandStep } from './steps.ts';
import { within } from './within.ts';
import type { WorldOptions } from './world.ts';

/** What a person did at a desk and the desk took down. */
export interface Act {
  readonly desk: number;
  readonly intent: string;
  readonly command: CommandName;
  /** Of the document it is about. */
  readonly target: string;
  /** Of whoever had signed in there; absent: nobody. */
  readonly by: string | undefined;
}

export interface FuzzDesk {
  readonly desk: TestDesk;
  /** Which desk's disk it began with: its own number, or that of the one it is a copy of. */
  readonly family: number;
  /** What the hub has called it; newest last. Copies begin with the same name. */
  readonly devices: string[];
}

/** The desks, and what people do at them. */
export interface DeskSide {
  readonly all: readonly FuzzDesk[];
  readonly acts: readonly Act[];
  /** Intents of which it is certain who made them. */
  readonly known: ReadonlySet<string>;
  enter(index: number, staff: string): Promise<void>;
  aside(index: number): Promise<void>;
  /** Refused intents that somebody has seen to. */
  readonly dismissed: ReadonlySet<string>;
  at(index: number): TestDesk;
  run(index: number, step: CommandStep): Promise<void>;
  cut(index: number): Promise<void>;
  mend(index: number): Promise<void>;
  /** Every network that is not cut works again, as a computer notices that finds its hub. */
  noticeHub(): Promise<void>;
  reopen(index: number): Promise<void>;
  /** From now on the desk speaks another version than the hub. */
  outdate(index: number, wire: number): Promise<void>;
  /** Opens a desk anew that speaks the hub's version again. */
  update(index: number): Promise<void>;
  dismiss(index: number): Promise<void>;
  /** The hub removes the desk as the device that it is now. */
  revoke(index: number): Promise<void>;
  /** Lets a desk in again that the hub does not know, or does not know any more. */
  pair(index: number): Promise<void>;
  /** One more desk begins with a copy of its disk. */
  copy(index: number): Promise<void>;
  /** True where nothing keeps the desk from settling but the hub. */
  maySettle(index: number): boolean;
  /** Resolves when nothing waits, or when the desk says what keeps it from handing over what waits. */
  settle(index: number): Promise<void>;
  /** Settles, and lets the desk in again where that is what keeps it. */
  settleAgain(index: number): Promise<void>;
  stop(): Promise<void>;
}

/** What a desk says that the hub does not let in. */
const shutOut: ReadonlySet<string> = new Set(['revoked', 'unpaired']);

/** Pauses between tries pass this many times faster. */
const hurry = 10;

/** Pairs the desks. `wrongs` takes what is wrong while it happens. */
export async function openDeskSide(
  hub: HubProcess,
  options: WorldOptions,
  wrongs: string[],
): Promise<DeskSide> {
  const all = await openDesks(hub, options);
  const acts: Act[] = [];
  const dismissed = new Set<string>();
  /** The newest act of each desk; a desk does one after the other. */
  const acting = new Map<number, Promise<void>>();
  const cut = new Set<number>();
  const outdated = new Set<number>();
  /** Desks whose messages are of a version that the hub still reads, and that knew nobody who signs in. */
  const older = new Set<number>();
  const wasRemoved = new Set<number>();
  /** Every other time that a desk is let in again, it does not hear of it. */
  let pairings = 0;
  const known = new Set<string>();

  async function whoAt(index: number): Promise<string | undefined> {
    const { locked, current } = await at(index).atDesk();
    return locked ? undefined : current?.id;
  }

  function isCopied(index: number): boolean {
    return all.filter(({ family }) => family === all[index]?.family).length > 1;
  }

  function at(index: number): TestDesk {
    const found = all[index];
    if (!found) throw new Error(`there is no desk ${index}`);
    return found.desk;
  }

  async function act(index: number, { command, args }: CommandStep): Promise<void> {
    const before = await whoAt(index);
    const outcome = await at(index).run(command, args);
    const after = await whoAt(index);
    if (isRefusal(outcome) || outcome.intent === undefined) return;
    const { intent, result } = outcome;
    // Where the hub signed somebody out just then, either may have done it: only what is certain is checked.
    if (before === after) known.add(intent);
    acts.push({ desk: index, intent, command, target: result.id, by: before });
    // A copy that is online may be finding out just now that it is one, and a removed desk that it was removed.
    if ((isCopied(index) || wasRemoved.has(index)) && !cut.has(index)) return;
    // Until it is refused, what was booked shows.
    const shows = command !== 'bookings.create' || (await at(index).get('bookings', result.id)) !== undefined;
    if (!shows && !(await at(index).attention()).some(({ id }) => id === intent))
      wrongs.push(`S1: ${result.id} was booked at desk ${index} and does not show`);
  }

  async function reopen(index: number): Promise<void> {
    await acting.get(index);
    await at(index).close();
    await at(index).open();
  }

  async function settle(index: number): Promise<void> {
    const desk = at(index);
    const matter = async () =>
      `desk ${index} does not settle: ${JSON.stringify([await desk.connection(), await desk.pending()])}`;
    const refused = [desk.untilConnection({ state: 'revoked' }), desk.untilConnection({ state: 'unpaired' })];
    if (!outdated.has(index)) {
      const settled = desk.untilConnection({ state: 'online', waiting: 0, filled: true });
      return within(Promise.race([settled, ...refused]), matter);
    }
    await acting.get(index);
    // What went out before may still be answered; whatever waits then has to be held back and said so.
    const told = [desk.untilConnection({ state: 'update_required' }), desk.untilConnection({ waiting: 0 })];
    await within(
      Promise.race([...told, ...refused]),
      async () => `S8: ${await matter()}, and nobody is told to update`,
    );
  }

  async function pair(index: number, hears = pairings++ % 2 === 1): Promise<void> {
    const { state } = await at(index).connection();
    if (cut.has(index) || (state !== 'revoked' && state !== 'unpaired')) return;
    // An answer that is lost leaves the desk as it was; it asks again with another invitation.
    if (!hears) await at(index).dropPairAnswer();
    const refusal = await at(index).pairAgain(await hub.invite());
    if (refusal && refusal.code !== 'unavailable')
      wrongs.push(`desk ${index} is not let in again: ${refusal.message}`);
    if (refusal && !hears) return pair(index, true);
    if (!refusal) all[index]?.devices.push(deviceOf((await at(index).identity()).keptText));
  }

  return {
    all,
    acts,
    known,
    async enter(index, staff) {
      await acting.get(index);
      if (older.has(index)) return;
      const refusal = await at(index).enter(staff, pin);
      if (refusal && !['unauthorized', 'unavailable', 'account_locked'].includes(refusal.code))
        wrongs.push(`S12: ${staff} is not let in at desk ${index}: ${refusal.message}`);
    },
    async aside(index) {
      await acting.get(index);
      await at(index).goOnAsDesk();
    },
    dismissed,
    at,
    run(index, step) {
      const work = act(index, step);
      acting.set(index, work);
      return work;
    },
    cut(index) {
      cut.add(index);
      return at(index).cutNetwork();
    },
    mend(index) {
      cut.delete(index);
      return at(index).mendNetwork();
    },
    async noticeHub() {
      for (const index of all.keys()) if (!cut.has(index)) await at(index).mendNetwork();
    },
    reopen,
    async outdate(index, wire) {
      if (wire < oldestWireVersion || wire > wireVersion) outdated.add(index);
      else {
        await acting.get(index);
        await at(index).goOnAsDesk();
        older.add(index);
        // What still waits may go out without its session.
        for (const { id } of await at(index).pending()) known.delete(id);
      }
      return at(index).pretendWireVersion(wire);
    },
    async update(index) {
      older.delete(index);
      await at(index).pretendWireVersion(wireVersion);
      if (!outdated.delete(index)) return;
      await reopen(index);
    },
    async dismiss(index) {
      const [refused] = await at(index).attention();
      if (!refused) return;
      dismissed.add(refused.id);
      await at(index).dismiss(refused.id);
    },
    async revoke(index) {
      wasRemoved.add(index);
      const device = all[index]?.devices.at(-1);
      // A restored hub may have lost it.
      const { status } = await hub.call('DELETE', `/v2/devices/${device}`);
      if (status !== 204 && status !== 404) wrongs.push(`${device} is not removed: ${status}`);
    },
    pair,
    async copy(index) {
      const original = all[index];
      if (!original) return;
      const imageOf = await original.desk.image();
      const desk = await startDesk(hub, { now: firstNow, hurry, imageOf });
      all.push({ ...original, desk, devices: [...original.devices] });
    },
    maySettle: (index) => !cut.has(index),
    settle,
    async settleAgain(index) {
      await settle(index);
      for (let tries = 0; shutOut.has((await at(index).connection()).state); tries++) {
        if (tries > 5) throw new Error(`desk ${index} is let in again and again`);
        await pair(index);
        await settle(index);
      }
    },
    async stop() {
      await Promise.all(all.map(({ desk }) => desk.stop()));
    },
  };
}

async function openDesks(hub: HubProcess, options: WorldOptions): Promise<FuzzDesk[]> {
  const count = options.withClone ? options.desks - 1 : options.desks;
  const start = { now: firstNow, hurry };
  const opened = await Promise.all(
    Array.from({ length: count }, async (_, family) => {
      const desk = await startDesk(hub, start);
      const identity = await desk.identity();
      return { desk, family, identity, devices: [deviceOf(identity.keptText)] };
    }),
  );
  const [first] = opened;
  if (!options.withClone || !first) return opened;
  const desk = await startDesk(hub, { ...start, cloneOf: first.identity });
  return [...opened, { ...first, desk, devices: [...first.devices] }];
}

function deviceOf(keptText: readonly (readonly [string, string])[]): string {
  const device = /"device_id":"(\w+)"/.exec(keptText.flat().join())?.[1];
  if (!device) throw new Error('the desk has no session');
  return device;
}
