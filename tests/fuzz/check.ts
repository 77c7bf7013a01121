import type { Intent } from '../../renderer/data/types.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import type { TestDesk } from '../kit/desk.ts';
import { checkClaimsTable, checkOverlaps } from './check-claims.ts';
import { checkLog } from './check-log.ts';
import { checkNeighbours, checkOwn } from './check-neighbours.ts';
import { checkPeople } from './check-people.ts';
import { erasuresIn } from './erasures.ts';
import { type AnyDoc, type HubState, type IntentRow, readDocs, readHub } from './hub-state.ts';
import { firstNow, sharing } from './practice.ts';
import { sameJson } from './same.ts';
import type { World } from './world.ts';

/** How long desks may take to show what the hub has, once nothing happens any more. */
const patience = 15_000;

/** Checks every rule on a settled world; answers what is wrong, naming the rule. */
export async function check(world: World): Promise<string[]> {
  const different = await desksDiffer(world);
  const state = readHub(world.hub);
  const attention = await Promise.all(world.desks.all.map(({ desk }) => desk.attention()));
  return [
    ...world.wrongs,
    ...different,
    ...(state.integrity === 'ok' ? [] : [`the database: ${state.integrity}`]),
    ...checkLog(state.log),
    ...checkClaimsTable(state),
    ...checkOverlaps(state, sharing, Date.parse(world.now())),
    ...checkIntents(world, state, attention),
    ...checkOnce(world, state),
    ...checkPeople(world, state, attention),
    ...checkClocks(world, state),
    ...(await checkOwn(world.desks.all, attention)),
    ...checkNeighbours(world.hub, world.now()),
  ];
}

/** S3: looks until every desk shows what the hub has, or time is up; then says where they differ. */
async function desksDiffer({ desks, hub }: World): Promise<string[]> {
  const deadline = performance.now() + patience;
  const wrong = await Promise.all(
    desks.all.map(async ({ desk }, index) => {
      for (;;) {
        const wrong = await compareDesk(index, desk, readDocs(hub));
        if (wrong.length === 0 || performance.now() > deadline) return wrong;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }),
  );
  return wrong.flat();
}

async function compareDesk(index: number, desk: TestDesk, docs: HubState['docs']): Promise<string[]> {
  const compared = [...docs].map(async ([name, docs]) =>
    differences(index, name, await desk.range(name, []), docs),
  );
  return (await Promise.all(compared)).flat();
}

function differences(
  desk: number,
  name: ResourceName,
  shown: readonly object[],
  docs: readonly AnyDoc[],
): string[] {
  if (sameJson(shown, docs)) return [];
  const ofHub = new Map(docs.map((doc) => [doc.id, doc]));
  const ofDesk = new Map(shown.map((doc) => [String(Reflect.get(doc, 'id')), doc]));
  return [...new Set([...ofHub.keys(), ...ofDesk.keys()])]
    .filter((id) => !sameJson(ofHub.get(id), ofDesk.get(id)))
    .map(
      (id) => `S3: desk ${desk}, ${name}: shows ${text(ofDesk.get(id))}, the hub has ${text(ofHub.get(id))}`,
    );
}

function text(doc: unknown): string {
  return doc === undefined ? 'nothing' : JSON.stringify(doc);
}

/** S1, S2, S6, S7, S8, S11: what was done at a desk is at the hub, or is refused and somebody is told so with what they need. */
function checkIntents(world: World, { intents }: HubState, attention: (readonly Intent[])[]): string[] {
  const atHub = Map.groupBy(intents, ({ id }) => id);
  const wrong = [...atHub.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => `S2: an intent was taken twice: ${JSON.stringify(rows)}`);
  for (const { desk, intent, command, target } of world.desks.acts) {
    const row = atHub.get(intent)?.[0];
    const told = attention[desk]?.find(({ id }) => id === intent);
    const seen = told !== undefined || world.desks.dismissed.has(intent);
    const what = `${command} of ${target} at desk ${desk} (${intent})`;
    if (!row && !seen) wrong.push(`S1: ${what} is lost`);
    if (row?.state === 'refused' && !seen) wrong.push(`S1: ${what} was refused and nobody is told`);
    if (row?.state === 'accepted' && seen)
      wrong.push(`S2: ${what} was accepted, and the desk says it was refused`);
    if (
      told &&
      told.refusal?.code === 'resource_unavailable' &&
      !Array.isArray(told.refusal.details?.suggestions)
    )
      wrong.push(`S6: ${what} was refused without suggestions`);
    if (told?.refusal?.details?.reason === 'cloned_install')
      wrong.push(`S11: ${what} was refused because the desk was copied`);
    if (told?.refusal?.code === 'validation_failed')
      wrong.push(`S8: ${what} was refused for its form: ${told.refusal.message}`);
  }
  return wrong;
}

const actions: Partial<Record<CommandName, string>> = {
  'bookings.create': 'created',
  'bookings.reschedule': 'rescheduled',
  'bookings.update': 'edited',
  'bookings.cancel': 'cancelled',
  'bookings.confirm': 'confirmed',
  'bookings.check_in': 'checked in',
  'bookings.start': 'started',
  'bookings.complete': 'completed',
  'bookings.no_show': 'no-show',
  'bookings.reopen': 'reopened',
};

/** S2, S4, S5, P4: whatever was accepted happened once, to the document that it names, in the order of each desk. */
function checkOnce(world: World, state: HubState): string[] {
  const accepted = new Map(
    state.intents.filter((row) => row.state === 'accepted').map((row) => [row.id, row]),
  );
  const done = world.desks.acts.flatMap((act) => {
    const row = accepted.get(act.intent);
    return row ? [{ ...act, row }] : [];
  });
  const wrong = outOfOrder(state.intents);

  const { erased, others } = erasuresIn(state.log);
  const versions = Map.groupBy(others, ({ id }) => id);
  const acts = [...done, ...world.rest.acts()];
  const asked = Map.groupBy(
    acts.filter(({ command }) => command !== 'customers.delete'),
    ({ target }) => target,
  );
  for (const id of new Set([...versions.keys(), ...asked.keys()])) {
    if (!/^(bk|cust|blk)_/.test(id)) continue;
    const [happened, wanted] = [versions.get(id)?.length ?? 0, asked.get(id)?.length ?? 0];
    if (happened !== wanted)
      wrong.push(`S2, S5: ${id} changed ${happened} times, ${wanted} changes were accepted`);
  }
  const toErase = acts.filter(({ command }) => command === 'customers.delete').map(({ target }) => target);
  // A restore may have taken back that there ever was this person.
  for (const id of new Set([...erased, ...toErase]))
    if (versions.has(id) && erased.has(id) !== toErase.includes(id))
      wrong.push(`P4: ${id} was ${erased.has(id) ? '' : 'not '}erased`);

  for (const booking of state.bookings)
    for (const [family, desks] of Map.groupBy(world.desks.all, (desk) => desk.family)) {
      const devices = new Set(desks.flatMap((desk) => desk.devices));
      const history = booking.history
        .filter(({ by, desk }) => devices.has(desk?.id ?? by))
        .map(({ action }) => action);
      const acts = done
        .filter(({ desk, target }) => target === booking.id && world.desks.all[desk]?.family === family)
        .toSorted((a, b) => a.row.n - b.row.n)
        .map(({ command }) => actions[command] ?? command);
      // A desk and its copy count each for itself.
      const same = desks.length > 1 ? sameJson(history.toSorted(), acts.toSorted()) : sameJson(history, acts);
      if (!same) wrong.push(`S4: the history of ${booking.id} says ${history}, the desk did ${acts}`);
    }
  return wrong;
}

/** S4: intents of one install were carried out in the order of their numbers. */
function outOfOrder(intents: readonly IntentRow[]): string[] {
  const accepted = intents.filter(({ state }) => state === 'accepted');
  return [...Map.groupBy(accepted, ({ install }) => install).values()].flatMap((rows) =>
    rows
      .filter((row, i) => row.seq < (rows[i - 1]?.seq ?? 0))
      .map((row) => `S4: intent ${row.n} of ${row.install} came before the one before it`),
  );
}

/** S9: what a desk's clock says is nowhere but in `issued_at`. */
function checkClocks({ now }: World, { log }: HubState): string[] {
  return log.entries.flatMap((entry) => {
    const at = entry.kind === 'change' ? entry.doc.updated_at : entry.event.created_at;
    return at < firstNow || at > now() ? [`S9: ${JSON.stringify(entry)} is of another clock`] : [];
  });
}
