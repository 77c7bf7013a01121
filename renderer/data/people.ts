import type { Actor } from '../../shared/commands/define.ts';
import { type Refusal, refuse } from '../../shared/errors.ts';
import { scopesAtDesk } from '../../shared/scopes.ts';
import { pauseAfter, pauseLeft, tooMany } from '../../shared/tries.ts';
import { deskRoster, type RosterMember, signedInAtDesk } from '../../shared/wire/desk-session.ts';
import type { HubAnswer, HubRequest } from './hub.ts';
import { type KeptPeople, type Person, readPeople, writePeople } from './people-kept.ts';
import { fitsPin, verifierOf } from './pin.ts';
import type { Platform } from './platform.ts';
import { actorOf, type Session } from './session.ts';
import { type Signal, sameJson, signal } from './signal.ts';
import type { AtDesk, DeskPeople, Left } from './types.ts';

export interface PeopleDeps {
  readonly platform: Platform;
  /** Of the desk's store, so that its windows hear of each other. */
  readonly name: string;
  readonly session: Signal<Session>;
  /** Asks the hub as the desk itself. */
  ask(request: Pick<HubRequest, 'method' | 'path' | 'body'>): Promise<HubAnswer>;
}

/** Who has signed in here, for the data layer. */
export interface People extends DeskPeople {
  /** Who acts right now. */
  actor(): Actor;
  /** The signed session of whoever acts; undefined where the desk does by itself. */
  session(): string | undefined;
  /** Looks after what the hub refused under a session: whom it does not know any more is signed out here. */
  heed(refusal: Refusal, session: string | null | undefined): void;
  /** Asks the hub who still works here, in which role, with which PIN. */
  refresh(): Promise<void>;
  /** The desk was shut out: nobody is signed in any more. */
  clear(): void;
  close(): void;
}

/** Rounds of PBKDF2: a third of a second on an old computer. */
const usualRounds = 600_000;
/** Milliseconds between notes that somebody is still there. */
const noteEvery = 15_000;

/** Reasons for which a session is worth nothing any more. */
const endsSession = ['staff_removed', 'session_unknown', 'session_of_another_desk'];

/** Opens what this desk knows of who signed in at it. */
export function openPeople({ platform, name, session, ask }: PeopleDeps): People {
  const { keyValue, now } = platform;
  let kept = read();
  const shown = signal<AtDesk>(atDesk(), sameJson);
  const channel = platform.openChannel(`${name}-people`);
  let stopTimer: () => void = () => undefined;

  function read(): KeptPeople {
    return readPeople(keyValue, session.get().device_id, now());
  }

  function atDesk(): AtDesk {
    const { current, locked, left } = kept;
    const people = kept.people.map(({ id, name, role, open }) => ({ id, name, role, open }));
    return { people, current: people.find(({ id }) => id === current), locked, left };
  }

  function change(some: Partial<KeptPeople>): void {
    kept = { ...kept, ...some };
    writePeople(keyValue, kept);
    channel.post('changed');
    shown.set(atDesk());
    watch();
  }

  function changePerson(id: string, some: Partial<Person>): Person[] {
    return kept.people.map((person) => (person.id === id ? { ...person, ...some } : person));
  }

  function acting(): Person | undefined {
    return kept.locked ? undefined : kept.people.find(({ id }) => id === kept.current);
  }

  /** Locks when nobody has done anything for long enough, measured by a timer: a clock that steps locks nobody out. */
  function watch(): void {
    stopTimer();
    if (!kept.locked && kept.people.length > 0) stopTimer = platform.after(kept.lock_after, lock);
  }

  function lock(): void {
    if (kept.people.length === 0) return;
    change({ locked: true, people: kept.people.map((person) => ({ ...person, open: false })) });
  }

  /** Whether somebody has been away for too long, by the clock: a computer that slept stopped the timer. */
  function isStale(): boolean {
    return kept.people.length > 0 && now() - kept.active_at > kept.lock_after;
  }

  function act(id: string): void {
    change({
      people: changePerson(id, { open: true, failures: 0, wait_until: 0 }),
      current: id,
      locked: false,
      active_at: now(),
    });
  }

  /** Signs out whom `why` names: by their own wish (`true`), or with the reason for which the hub does. */
  function drop(why: (person: Person) => Left['why'] | boolean): void {
    const gone = kept.people.flatMap((person) => {
      const reason = why(person);
      return reason === false ? [] : [{ person, reason }];
    });
    if (gone.length === 0) return;
    const people = kept.people.filter((person) => gone.every((one) => one.person !== person));
    const [put] = gone.flatMap(({ person, reason }) =>
      typeof reason === 'string' ? [{ name: person.name, why: reason }] : [],
    );
    const acted = gone.some(({ person }) => person.id === kept.current);
    change({
      people,
      ...(put && { left: put }),
      // Nobody goes on as the desk itself by accident.
      ...(acted && { current: undefined, locked: put !== undefined }),
    });
  }

  /** Whether it is the PIN that this desk knows; counts the wrong ones. */
  async function fitsHere(person: Person, pin: string): Promise<boolean> {
    if (await fitsPin(pin, person.verifier)) return true;
    const failures = person.failures + 1;
    change({ people: changePerson(person.id, { failures, wait_until: now() + pauseAfter(failures) }) });
    return false;
  }

  async function enterAtHub(id: string, pin: string, isKnown: boolean): Promise<Refusal | undefined> {
    const answer = await ask({ method: 'POST', path: '/v2/sessions', body: { staff_id: id, pin } });
    if (answer.kind === 'unreachable')
      return isKnown
        ? refuse('unauthorized', 'This is not the PIN')
        : refuse('unavailable', 'The first time at a desk, somebody signs in while the hub is there');
    if (answer.kind === 'refused') return answer.refusal;
    const given = signedInAtDesk.safeParse(Object(answer.body).at_desk);
    if (!given.success)
      return refuse('upgrade_required', 'The hub answers in a way that this desk does not know');
    const verifier = await verifierOf(pin, platform.makeUuid(), platform.pinRounds ?? usualRounds);
    const { name } = given.data;
    const before = kept.people.filter((person) => person.id !== id);
    const fresh = { ...given.data, id, verifier, failures: 0, wait_until: 0, open: true };
    kept = { ...kept, people: [...before, fresh], names: { ...kept.names, [id]: name } };
    act(id);
    return undefined;
  }

  async function refresh(): Promise<void> {
    if (kept.people.length > 0) await roster();
  }

  async function roster(): Promise<readonly RosterMember[] | Refusal> {
    const answer = await ask({ method: 'GET', path: '/v2/sessions/staff' });
    if (answer.kind === 'refused') return answer.refusal;
    if (answer.kind === 'unreachable') return refuse('unavailable', 'The hub cannot be reached right now');
    const { data } = deskRoster.parse(answer.body);
    const now = new Map(data.map((member) => [member.id, member]));
    drop(({ id, pin_version }) => {
      const member = now.get(id);
      if (!member) return 'removed';
      return member.pin_version === pin_version ? false : 'pin';
    });
    const people = kept.people.map((person) => {
      const { name, role } = now.get(person.id) ?? person;
      return { ...person, name, role };
    });
    if (!sameJson(people, kept.people)) change({ people });
    return data;
  }

  const stopListening = [
    channel.listen(() => {
      kept = read();
      shown.set(atDesk());
      watch();
    }),
    session.subscribe(() => {
      kept = read();
      shown.set(atDesk());
    }),
  ];
  if (isStale()) lock();
  watch();

  return {
    at: shown,
    actor() {
      const desk = actorOf(session.get());
      const person = acting();
      if (!person) return desk;
      const { id, name, role } = person;
      return {
        kind: 'staff',
        id,
        name,
        scopes: scopesAtDesk(role),
        desk: { id: desk.id, name: desk.name },
      };
    },
    session: () => acting()?.session,
    nameOf: (id) => kept.names[id],
    roster,
    refresh,
    async enter(id, pin) {
      const person = kept.people.find((one) => one.id === id);
      const wait = pauseLeft(person?.wait_until ?? 0, now());
      if (wait > 0) return tooMany('tries', wait);
      if (!person || !(await fitsHere(person, pin))) return enterAtHub(id, pin, person !== undefined);
      act(id);
      void refresh();
      return undefined;
    },
    goOnAs(id) {
      const person = kept.people.find((one) => one.id === id);
      if (!person?.open || kept.locked) return false;
      act(id);
      return true;
    },
    goOnAsDesk: () => change({ current: undefined, locked: false, active_at: now() }),
    lock,
    touch(lockAfter) {
      if (kept.locked || kept.people.length === 0) return;
      if (isStale()) return lock();
      const isNoted = kept.lock_after === lockAfter && Math.abs(now() - kept.active_at) < noteEvery;
      if (isNoted) watch();
      else change({ active_at: now(), lock_after: lockAfter });
    },
    look() {
      if (!kept.locked && isStale()) lock();
    },
    signOut(id) {
      drop((person) => person.id === id);
    },
    seenLeft: () => change({ left: undefined }),
    heed({ code, details }, ended) {
      if (code !== 'forbidden' || typeof ended !== 'string') return;
      const reason = String(details?.reason);
      if (reason === 'role') void refresh();
      if (!endsSession.includes(reason)) return;
      const why = reason === 'staff_removed' ? 'removed' : 'again';
      drop((person) => person.session === ended && why);
    },
    clear: () => drop(() => true),
    close() {
      stopTimer();
      for (const stop of stopListening) stop();
      channel.close();
    },
  };
}
