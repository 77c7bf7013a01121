import type { Ctx } from '../../shared/commands/define.ts';
import type { Query } from '../../shared/commands/query.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import { deskResources } from '../../shared/resources/index.ts';
import { openBase } from './base.ts';
import { calendarFile, hubFile } from './calendar-file.ts';
import { wholeSecond } from './clock.ts';
import { type Commands, loadCommands } from './commands.ts';
import { openCustomerSearch } from './customer-search.ts';
import { fetchedAtLast, soon } from './fetched-at-last.ts';
import { askHub } from './hub.ts';
import { gathered, runLive } from './live.ts';
import { openMendedDatabase } from './mended-store.ts';
import { openOutbox } from './outbox.ts';
import { type Effect, visibleEffects } from './overlay.ts';
import { pairAgain } from './pairing.ts';
import { openPeople } from './people.ts';
import type { Platform } from './platform.ts';
import { overlaidQuery, snapshotOf } from './query.ts';
import { forgetRescue, readRescue, recoverWaiting } from './rescue.ts';
import { callRest, matching, needsHub, signedIn } from './rest-call.ts';
import { commandRunner } from './run-command.ts';
import type { Session } from './session.ts';
import { sameItems, sameJson, signal } from './signal.ts';
import { openSyncState } from './sync-state.ts';
import type { Connection, Desk, Intent } from './types.ts';
import { openWindows } from './windows.ts';

/**
 * Opens the data layer of a paired desk. Everything is usable at once, with or without the hub.
 * @throws where the local store does not open.
 */
export async function openDesk(platform: Platform, paired: Session): Promise<Desk> {
  const database = await openMendedDatabase(platform, paired.tenant_id);
  const state = await openSyncState(database, platform.makeUuid);
  const outbox = await openOutbox(database, state.signal.get());
  await recoverWaiting(platform, database, outbox, state.signal.get().install);
  const rescue = signal(readRescue(platform.keyValue, database.rx.name));
  const base = openBase(database);
  const windows = openWindows(
    { platform, database, state, outbox, onRefused: (refusal, session) => people.heed(refusal, session) },
    paired,
  );
  const people = openPeople({
    platform,
    name: database.rx.name,
    session: windows.session,
    async ask(request) {
      if (!(await windows.isHubHere())) return { kind: 'unreachable' };
      return askHub(platform, { ...request, token: windows.session.get().token });
    },
  });

  const visible = signal<readonly Effect[]>([], sameItems);
  const pending = signal<readonly Intent[]>([], sameItems);
  const attention = signal<readonly Intent[]>([], sameItems);
  const connection = signal<Connection>(connectionNow(), sameJson);
  let snapshot = snapshotOf([]);

  function refresh(): void {
    const intents = outbox.signal.get();
    const effects = visibleEffects(intents, state.signal.get());
    snapshot = snapshotOf(effects);
    visible.set(effects);
    pending.set(intents.filter((intent) => intent.state === 'pending' && !intent.resend));
    attention.set(intents.filter((intent) => intent.state === 'refused').toReversed());
    connection.set(connectionNow());
  }

  function connectionNow(): Connection {
    const intents = outbox.signal.get();
    const { filled } = state.signal.get();
    return {
      ...windows.status.get(),
      waiting: intents.filter((intent) => intent.state === 'pending').length,
      attention: intents.filter((intent) => intent.state === 'refused').length,
      uncopied: database.waiting.uncopied.get().length,
      filled: deskResources.every((name) => filled.includes(name)),
    };
  }

  const unwatch = [
    outbox.signal.subscribe(refresh),
    database.waiting.uncopied.subscribe(refresh),
    state.signal.subscribe(() => outbox.forgetApplied(state.signal.get())),
    state.signal.subscribe(refresh),
    windows.status.subscribe(refresh),
    windows.status.subscribe(() => void seekInvitation()),
    windows.status.subscribe(lookAfterPeople),
    windows.notices.subscribe(() => void people.refresh()),
  ];
  outbox.forgetApplied(state.signal.get());
  refresh();

  function context(): Ctx {
    return {
      now: wholeSecond(platform.now()),
      tenant: paired.tenant_id,
      actor: people.actor(),
      id: platform.makeId,
    };
  }

  let wasOnline = false;
  /** With each connection, as with each notice: who was removed, or has another PIN, is signed out here. */
  function lookAfterPeople(): void {
    const { state } = windows.status.get();
    if (state === 'revoked') people.clear();
    if (state === 'online' && !wasOnline) void people.refresh();
    wasOnline = state === 'online';
  }

  /** Nothing is done at a locked desk, nor by nobody where the practice wants a person behind it. */
  async function barred(query: Query): Promise<Refusal | undefined> {
    const { locked, current } = people.at.get();
    const wanted = (await query.get('practice', paired.tenant_id))?.desk_sign_in === true;
    if (!locked && (current || !wanted)) return undefined;
    return refuse('forbidden', 'Somebody has to sign in at this desk first', { reason: 'sign_in' });
  }

  const bearer = () => ({ token: windows.session.get().token, session: people.session() });

  async function pairWith(invitation: string, name?: string): Promise<Refusal | undefined> {
    const { install } = state.signal.get();
    const session = await pairAgain(platform, paired.tenant_id, invitation, { name, install });
    if (isRefusal(session)) return session;
    windows.adoptSession(session);
    return undefined;
  }

  /** A desk that the hub does not know uses the invitation that it has or that its own computer's hub gives it, once. */
  let maySeekInvitation = true;
  async function seekInvitation(): Promise<void> {
    const { state } = windows.status.get();
    if (state === 'online') maySeekInvitation = true;
    if (!maySeekInvitation || state !== 'unpaired') return;
    maySeekInvitation = false;
    const invitation = await platform.takeInvitation(true);
    if (invitation !== undefined) await pairWith(invitation);
  }

  const query = () => overlaidQuery(base, snapshot);
  const search = openCustomerSearch(platform, base, () => ({ query: query(), snapshot }));
  let fetching: Promise<Commands> | undefined;
  const run = commandRunner({
    commands() {
      fetching ??= fetchedAtLast(platform.after, loadCommands);
      return soon(platform.after, fetching);
    },
    context,
    query,
    pending: () => outbox.signal.get().filter((intent) => intent.state === 'pending'),
    author: () => ({
      install: state.signal.get().install,
      device: windows.session.get().device_id,
      session: people.session() ?? null,
    }),
    barred,
    store: outbox.add,
    async executeAtHub(command, args, ifVersion) {
      if (!(await windows.isHubHere())) return needsHub(command);
      const { token, session } = bearer();
      const outcome = await callRest(platform, { token, session }, command, args, ifVersion);
      if (isRefusal(outcome)) people.heed(outcome, session);
      return outcome;
    },
  });

  return {
    tenant: paired.tenant_id,
    install: () => state.signal.get().install,
    connection,
    attention,
    pending,
    rescue,
    seenRescue() {
      forgetRescue(platform.keyValue, database.rx.name);
      rescue.set(undefined);
    },
    notices: windows.notices,
    run,
    device: () => windows.session.get().device_id,
    people,
    context,
    read: (read) => read(query(), context()),
    live(collections, read, onData, onError = () => undefined) {
      return runLive({
        // `query()` takes the snapshot of effects before `read` sees the base: see query.ts.
        read: () => read(query(), context()),
        watch(onChange) {
          const isFilled = () => collections.every((name) => state.signal.get().filled.includes(name));
          const pages = gathered(platform.after, isFilled, onChange);
          const stops = [
            ...collections.map((name) => base.watch(name, pages.changed)),
            visible.subscribe(onChange),
            state.signal.subscribe(pages.settle),
            pages.stop,
          ];
          return () => {
            for (const stop of stops) stop();
          };
        },
        onData,
        onError,
      });
    },
    searchCustomers: (text, limit = 8) => search.find(text, limit),
    listCustomers: search.list,
    dismiss: outbox.dismiss,
    async replaceWith(intentId, args) {
      const refused = attention.get().find((intent) => intent.id === intentId);
      if (!refused) return refuse('not_found', 'This was settled already', { id: intentId });
      const outcome = await run(refused.command, args);
      if (!isRefusal(outcome)) await outbox.dismiss(intentId);
      return outcome;
    },
    calendarFile: (id) => calendarFile(platform, windows.session.get().token, id),
    hubFile: (path, token) => hubFile(platform, token, path),
    async ask({ token, once, ifVersion, ...request }) {
      if (!(await windows.isHubHere())) return { kind: 'unreachable' };
      const writes = request.method !== 'GET';
      const session = token === undefined ? people.session() : undefined;
      const answer = await askHub(platform, {
        ...request,
        token: token ?? windows.session.get().token,
        headers: {
          ...(writes && { 'X-Idempotency-Key': once ?? platform.makeUuid(), ...matching(ifVersion) }),
          ...signedIn(session),
        },
      });
      if (answer.kind === 'refused') people.heed(answer.refusal, session);
      return answer;
    },
    pair: pairWith,
    reconnect: windows.wake,
    async close() {
      for (const stop of unwatch) stop();
      search.close();
      database.letGo();
      people.close();
      await windows.close();
      outbox.close();
      state.close();
      await database.rx.close();
    },
  };
}
