import type { CommandName } from '../../shared/commands/index.ts';
import { isRefusal } from '../../shared/errors.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { startDesk, type TestDesk } from '../kit/desk.ts';
import type { HubProcess } from '../kit/hub-process.ts';
import { firstNow } from './practice.ts';
import { type CommandStep, desks as deskCount } from './steps.ts';
import { within } from './within.ts';

/** What a person did at a desk and the desk took down. */
export interface Act {
  readonly desk: number;
  readonly intent: string;
  readonly command: CommandName;
  /** Of the document it is about. */
  readonly target: string;
}

export interface FuzzDesk {
  readonly desk: TestDesk;
  readonly device: string;
  /** Started as a copy of another desk's disk. */
  readonly clone: boolean;
}

/** The desks, and what people do at them. */
export interface DeskSide {
  readonly all: readonly FuzzDesk[];
  readonly acts: readonly Act[];
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
  /** True where nothing keeps the desk from settling but the hub. */
  maySettle(index: number): boolean;
  settle(index: number): Promise<void>;
  stop(): Promise<void>;
}

/** Pauses between tries pass this many times faster. */
const hurry = 10;

/** Pairs the desks. `withClone`: the last is a copy of the first. `wrongs` takes what is wrong while it happens. */
export async function openDeskSide(hub: HubProcess, withClone: boolean, wrongs: string[]): Promise<DeskSide> {
  const all = await openDesks(hub, withClone);
  const acts: Act[] = [];
  const dismissed = new Set<string>();
  /** The newest act of each desk; a desk does one after the other. */
  const acting = new Map<number, Promise<void>>();
  const cut = new Set<number>();
  const outdated = new Set<number>();

  function at(index: number): TestDesk {
    const found = all[index];
    if (!found) throw new Error(`there is no desk ${index}`);
    return found.desk;
  }

  async function act(index: number, { command, args }: CommandStep): Promise<void> {
    const outcome = await at(index).run(command, args);
    if (isRefusal(outcome) || outcome.intent === undefined) return;
    const { intent, result } = outcome;
    acts.push({ desk: index, intent, command, target: result.id });
    // A copy that is online may be finding out just now that it is one.
    if (withClone && !cut.has(index)) return;
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

  return {
    all,
    acts,
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
    outdate(index, wire) {
      outdated.add(index);
      return at(index).pretendWireVersion(wire);
    },
    async update(index) {
      if (!outdated.delete(index)) return;
      await at(index).pretendWireVersion(wireVersion);
      await reopen(index);
    },
    async dismiss(index) {
      const [refused] = await at(index).attention();
      if (!refused) return;
      dismissed.add(refused.id);
      await at(index).dismiss(refused.id);
    },
    maySettle: (index) => !cut.has(index),
    async settle(index) {
      const desk = at(index);
      const matter = async () =>
        `desk ${index} does not settle: ${JSON.stringify([await desk.connection(), await desk.pending()])}`;
      if (!outdated.has(index))
        return within(desk.untilConnection({ state: 'online', waiting: 0, filled: true }), matter);
      await acting.get(index);
      // What went out before may still be answered; whatever waits then has to be held back and said so.
      const told = [desk.untilConnection({ state: 'update_required' }), desk.untilConnection({ waiting: 0 })];
      await within(Promise.race(told), async () => `S8: ${await matter()}, and nobody is told to update`);
    },
    async stop() {
      await Promise.all(all.map(({ desk }) => desk.stop()));
    },
  };
}

async function openDesks(hub: HubProcess, withClone: boolean): Promise<FuzzDesk[]> {
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

function deviceOf(keptText: readonly (readonly [string, string])[]): string {
  const device = /"device_id":"(\w+)"/.exec(keptText.flat().join())?.[1];
  if (!device) throw new Error('the desk has no session');
  return device;
}
