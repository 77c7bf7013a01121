import { type Random, seededRandom } from '../../server/demo/random.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import { oldestWireVersion, wireVersion } from '../../shared/wire/version.ts';

/** One thing that happens in a run. Steps are plain data, so that a run can be repeated with fewer of them. */
export type Step =
  | CommandStep
  | {
      readonly do: 'cut' | 'mend' | 'twice' | 'reopen' | 'settle' | 'dismiss' | 'update';
      readonly desk: number;
    }
  /** The hub removes the desk; whoever let it in lets it in again. */
  | { readonly do: 'revoke' | 'pair'; readonly desk: number }
  /** One more desk begins with a copy of the desk's disk as it is now: the same device twice (rule S11). */
  | { readonly do: 'copy'; readonly desk: number }
  /** So many requests are lost on the way there, or overtaken by later ones. */
  | { readonly do: 'lose' | 'reorder'; readonly desk: number; readonly count: number }
  /** What the desk pushes next reaches the hub once more, after what it pushes then. */
  | { readonly do: 'late'; readonly desk: number }
  /** Somebody shows their PIN at the desk, or whoever is there goes on without a name (rule S12). */
  | { readonly do: 'enter'; readonly desk: number; readonly staff: string }
  | { readonly do: 'aside'; readonly desk: number }
  /** The desk speaks another version of the messages than the hub until it is updated (rule S8). */
  | { readonly do: 'outdate'; readonly desk: number; readonly wire: number }
  /** So many answers to pushed intents are lost on the way back. */
  | { readonly do: 'drop'; readonly desk: number; readonly count: number }
  /** The desk's clock steps, either way, to so many hours off the hub's. */
  | { readonly do: 'desk clock'; readonly desk: number; readonly hours: number }
  /** Waits until the desk shows a booking and all that the hub had when it did. */
  | { readonly do: 'shown'; readonly desk: number; readonly id: string }
  | { readonly do: 'hub clock'; readonly minutes: number }
  | { readonly do: 'kill' | 'start' | 'backup' | 'restore' };

/** The practice's sandbox, and another practice on the same hub. */
export type Neighbour = 'sandbox' | 'other';

export interface CommandStep {
  readonly do: 'command';
  /** A desk, or over REST, there also in what lies beside the practice (rule S10). */
  readonly at: number | 'rest' | Neighbour;
  readonly command: CommandName;
  readonly args: Readonly<Record<string, unknown>>;
  /** False: the next step begins at once. */
  readonly wait: boolean;
}

export const customers = ['cust_0', 'cust_1', 'cust_2', 'cust_3'];
export const staff = ['stf_asha', 'stf_niket'];
export const resources = ['res_asha', 'res_niket', 'res_room'];
/** In everything that is said at a neighbour. */
export const elsewhere = 'elsewhere';
export const services = ['svc_short', 'svc_padded', 'svc_asked'];

const transitions = [
  { command: 'bookings.cancel', weight: 4 },
  { command: 'bookings.reopen', weight: 3 },
  { command: 'bookings.confirm', weight: 2 },
  { command: 'bookings.check_in', weight: 2 },
  { command: 'bookings.no_show', weight: 1 },
  { command: 'bookings.start', weight: 1 },
  { command: 'bookings.complete', weight: 1 },
] as const satisfies { command: CommandName; weight: number }[];

type Kind = { readonly weight: number; readonly make: () => Step[] };

/** The steps of a seed, some `length` of them; at most one more desk than `desks` comes to be. */
export function stepsOf(seed: number, { length, desks }: { length: number; desks: number }): Step[] {
  const random = seededRandom(seed);
  const made = {
    bookings: [] as string[],
    customers: [...customers],
    blocks: [] as string[],
    holds: [] as string[],
  };
  let isUp = true;
  let hasBackup = false;
  let restores = 0;
  let kills = 0;
  let besides = 0;
  const outdated = new Set<number>();
  let copies = 0;

  const anyDesk = (): number => random.int(0, desks - 1 + copies);
  const anywhere = (): number | 'rest' => (random.chance(0.25) ? 'rest' : anyDesk());

  function command(
    name: CommandName,
    args: Record<string, unknown>,
    at: CommandStep['at'] = anywhere(),
  ): Step[] {
    return [{ do: 'command', at, command: name, args, wait: random.chance(0.6) }];
  }

  function newId(list: keyof typeof made, prefix: string): string {
    const id = `${prefix}_${seed}_${made[list].length}`;
    made[list].push(id);
    return id;
  }

  function book(start_at: string, resource_id: string, at = anywhere()): Step[] {
    const service_id = random.pick(services);
    const customer_id = recent(random, made.customers);
    return command(
      'bookings.create',
      { id: newId('bookings', 'bk'), customer_id, service_id, resource_id, start_at },
      at,
    );
  }

  /** Several want the same place at the same time. */
  function rush(): Step[] {
    const [start_at, resource_id] = [slot(random), random.pick(resources.slice(0, 2))];
    return [anyDesk(), anyDesk(), anyDesk(), 'rest' as const, 'rest' as const].flatMap((at) =>
      book(start_at, resource_id, at).map((step) => ({ ...step, wait: false })),
    );
  }

  function move(): Step[] {
    const id = recent(random, made.bookings);
    const override = random.chance(0.3)
      ? { override: ['slot_step', 'outside_working_hours'], override_reason: 'asked for' }
      : {};
    const what = random.pick([
      { start_at: slot(random) },
      { start_at: slot(random), resource_id: random.pick(resources.slice(0, 2)) },
      { duration: random.pick([15, 30, 45, 60, 90]) },
    ]);
    return command('bookings.reschedule', { id, ...what, ...override });
  }

  function overbook(): Step[] {
    const [step] = book(slot(random), random.pick(resources.slice(0, 2)), 'rest');
    if (step?.do !== 'command') return [];
    return [
      { ...step, args: { ...step.args, override: ['existing_booking'], override_reason: 'an emergency' } },
    ];
  }

  function block(): Step[] {
    const start_at = slot(random);
    const end_at = later(start_at, random.pick([30, 60]));
    const of = random.chance(0.7)
      ? { kind: 'time_off', resource_id: random.pick(resources) }
      : { kind: 'closure' };
    return command('blocks.create', { id: newId('blocks', 'blk'), start_at, end_at, ...of }, anyDesk());
  }

  function editBlock(): Step[] {
    if (made.blocks.length === 0) return [];
    const id = recent(random, made.blocks);
    if (random.chance(0.5)) return command('blocks.delete', { id }, anyDesk());
    const start_at = slot(random);
    return command('blocks.update', { id, start_at, end_at: later(start_at, 30) }, anyDesk());
  }

  function customer(): Step[] {
    const note = `note ${random.int(1, 99)}`;
    return random.pick([
      () => command('customers.create', { id: newId('customers', 'cust'), name: `Person ${note}` }),
      () => command('customers.update', { id: recent(random, made.customers), notes: note }),
      () =>
        command('customers.update', {
          id: recent(random, made.customers),
          phone: `98765432${random.int(10, 99)}`,
        }),
      () => command('customers.delete', { id: recent(random, made.customers) }),
    ])();
  }

  function hold(): Step[] {
    if (made.holds.length > 0 && random.chance(0.3))
      return command('holds.delete', { id: recent(random, made.holds) }, 'rest');
    const wish = {
      service_id: 'svc_short',
      resource_id: random.pick(resources.slice(0, 2)),
      start_at: slot(random),
    };
    return command(
      'holds.create',
      { id: newId('holds', 'hold'), ...wish, hold_minutes: random.int(1, 10) },
      'rest',
    );
  }

  /** The same ids as here, and some of its own, at the sandbox or the other practice. */
  function beside(): Step[] {
    const at = random.pick(['sandbox', 'other'] as const);
    const id = random.chance(0.3) ? recent(random, made.bookings) : `bk_${elsewhere}_${seed}_${besides++}`;
    const visit = { customer_id: random.pick(customers), service_id: random.pick(services.slice(0, 2)) };
    const where = { resource_id: random.pick(resources.slice(0, 2)), start_at: slot(random) };
    return random.pick([
      () => command('bookings.create', { id, ...visit, ...where, notes: elsewhere }, at),
      () => command('bookings.create', { id, ...visit, ...where, notes: elsewhere }, at),
      () => command('bookings.cancel', { id: recent(random, made.bookings) }, at),
      () => command('customers.update', { id: random.pick(customers), name: elsewhere }, at),
      () => command('resources.update', { id: random.pick(resources), name: elsewhere }, at),
    ])();
  }

  /** One side is updated before the other. */
  function outdateOrUpdate(): Step[] {
    const desk = anyDesk();
    if (outdated.delete(desk)) return [{ do: 'update', desk }];
    outdated.add(desk);
    return [
      { do: 'outdate', desk, wire: random.pick([wireVersion + 1, oldestWireVersion, oldestWireVersion - 1]) },
    ];
  }

  /** A backup of a desk's disk is put into another computer. */
  function copy(): Step[] {
    if (copies > 0) return [];
    copies++;
    return [{ do: 'copy', desk: random.int(0, desks - 1) }];
  }

  function killOrStart(): Step[] {
    if (!isUp) return begin();
    if (kills++ > 1) return [];
    isUp = false;
    return [{ do: 'kill' }];
  }

  function begin(): Step[] {
    isUp = true;
    return [{ do: 'start' }];
  }

  function backUpOrRestore(): Step[] {
    if (!hasBackup) {
      hasBackup = true;
      return [...(isUp ? [] : begin()), { do: 'backup' }];
    }
    if (restores > 1 || random.chance(0.3)) return [];
    restores++;
    isUp = true;
    return [{ do: 'restore' }];
  }

  const kinds: Kind[] = [
    { weight: 20, make: () => book(slot(random), random.pick(resources.slice(0, 2))) },
    { weight: 3, make: rush },
    { weight: 14, make: move },
    {
      weight: 14,
      make: () => command(random.weighted(transitions).command, { id: recent(random, made.bookings) }),
    },
    {
      weight: 4,
      make: () =>
        command('bookings.update', { id: recent(random, made.bookings), notes: `${random.int(1, 99)}` }),
    },
    { weight: 2, make: overbook },
    { weight: 4, make: block },
    { weight: 3, make: editBlock },
    { weight: 8, make: customer },
    { weight: 3, make: hold },
    {
      weight: 2,
      make: () => command(random.pick(['resources.offline', 'resources.online']), { id: 'res_asha' }, 'rest'),
    },
    { weight: 7, make: () => [{ do: 'cut', desk: anyDesk() }] },
    { weight: 8, make: () => [{ do: 'mend', desk: anyDesk() }] },
    { weight: 4, make: () => [{ do: 'drop', desk: anyDesk(), count: random.int(1, 2) }] },
    { weight: 1, make: () => [{ do: 'twice', desk: anyDesk() }] },
    { weight: 3, make: () => [{ do: 'lose', desk: anyDesk(), count: random.int(1, 3) }] },
    { weight: 4, make: () => [{ do: 'reorder', desk: anyDesk(), count: random.int(1, 4) }] },
    { weight: 3, make: () => [{ do: 'late', desk: anyDesk() }] },
    { weight: 3, make: () => [{ do: 'revoke', desk: anyDesk() }] },
    { weight: 3, make: () => [{ do: 'pair', desk: anyDesk() }] },
    { weight: 1, make: copy },
    { weight: 5, make: () => [{ do: 'desk clock', desk: anyDesk(), hours: random.int(-30, 30) }] },
    { weight: 4, make: () => [{ do: 'hub clock', minutes: random.int(1, 6) }] },
    { weight: 3, make: () => [{ do: 'reopen', desk: anyDesk() }] },
    { weight: 5, make: () => [{ do: 'settle', desk: anyDesk() }] },
    { weight: 2, make: () => [{ do: 'dismiss', desk: anyDesk() }] },
    { weight: 9, make: beside },
    { weight: 4, make: outdateOrUpdate },
    { weight: 3, make: killOrStart },
    { weight: 4, make: backUpOrRestore },
  ];

  const steps: Step[] = book(slot(random), 'res_asha', 0);
  while (steps.length < length) steps.push(...random.weighted(kinds).make());
  return withPeople(steps, seededRandom(seed + 1_000_000), desks);
}

/** The same steps, with people who come and go between them: decided apart, so that a seed stays what it was. */
function withPeople(steps: readonly Step[], random: Random, desks: number): Step[] {
  return steps.flatMap((step) => {
    if (random.chance(0.15))
      return [{ do: 'enter', desk: random.int(0, desks - 1), staff: random.pick(staff) }, step];
    if (random.chance(0.04)) return [{ do: 'aside', desk: random.int(0, desks - 1) }, step];
    return random.chance(0.04) ? [workLess(random), step] : [step];
  });
}

/** Somebody may do less, or more again, or works here no more. */
function workLess(random: Random): Step {
  const id = random.pick(staff);
  const wait = random.chance(0.6);
  if (random.chance(0.3)) return { do: 'command', at: 'rest', command: 'staff.delete', args: { id }, wait };
  const role = random.pick(['read_only', 'practitioner']);
  return { do: 'command', at: 'rest', command: 'staff.update', args: { id, role }, wait };
}

/** One of the list; what came last is what people work on most. */
function recent(random: Random, list: readonly string[]): string {
  return random.chance(0.7) ? random.pick(list.slice(-5)) : random.pick(list);
}

/** A quarter hour of one morning, so that many want the same. */
function slot(random: Random): string {
  return later('2026-04-20T04:30:00Z', 15 * random.int(0, 15));
}

function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}
