import { expect } from '@playwright/test';
import type { BrowserDesk } from '../../kit/browser-desk.ts';
import { type Feel, feelOf } from '../../kit/feel.ts';
import { at, type Practice } from '../practice.ts';
import type { Receptionist } from './receptionist.ts';

/** How a visit is to end up: when it starts, and its status at the hub. */
export interface Outcome {
  readonly time?: string;
  readonly status: string;
}

/** One desk, as long as its window lives, and whoever works at it. */
export interface Place {
  readonly desk: BrowserDesk;
  readonly person: Receptionist;
}

/** A day at the front desk that is being worked through. */
export interface WorkingDay {
  /** Does one of the day's actions, and remembers what it means for the customer's visit. */
  act(
    name: string,
    work: (person: Receptionist) => Promise<void>,
    after?: Record<string, Outcome>,
  ): Promise<void>;
  /** From now on at this desk. */
  goTo(place: Place): void;
  /** What the window of a desk felt like until now; a window that goes is asked before. */
  noteFeel(desk: BrowserDesk): Promise<void>;
  readonly actions: readonly { readonly name: string; readonly ms: number }[];
  readonly feels: readonly Feel[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export function startDay(first: Place): WorkingDay {
  let place = first;
  const actions: { name: string; ms: number }[] = [];
  const feels: Feel[] = [];
  const outcomes = new Map<string, Outcome>();
  return {
    actions,
    feels,
    outcomes,
    async act(name, work, after = {}) {
      const begun = performance.now();
      try {
        await work(place.person);
      } catch (error) {
        throw new Error(
          `action ${actions.length + 1}, ${name}: ${error instanceof Error ? error.message : error}`,
        );
      }
      actions.push({ name, ms: performance.now() - begun });
      for (const [customer, outcome] of Object.entries(after))
        outcomes.set(customer, { ...outcomes.get(customer), ...outcome });
    },
    goTo(next) {
      place = next;
    },
    async noteFeel({ page }) {
      feels.push(await feelOf(page));
    },
  };
}

/** Customers of the day besides those of every practice. */
export const names = [
  ...['Anna Abel', 'Ben Brandt', 'Carla Conti', 'Dina Duval', 'Emil Ekman', 'Farah Faris', 'Gita Gupta'],
  ...['Hugo Haas', 'Ines Ivanova', 'Jonas Jung', 'Mona Moreau', 'Nils Novak', 'Olga Orlova', 'Pia Petrov'],
  ...['Quin Quist', 'Rosa Rossi', 'Sami Salo', 'Tara Tal', 'Uma Usha', 'Vera Voss'],
];

export async function addCustomers(practice: Practice): Promise<void> {
  for (const name of names) {
    const { status } = await practice.hub.call('POST', '/v2/customers', { name });
    expect(status).toBe(201);
  }
}

/** Both desks are in step and show what the hub has; every visit is as whoever made it left it. */
export async function expectAgreement(
  practice: Practice,
  desks: readonly BrowserDesk[],
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  for (const desk of desks) await desk.untilInStep();
  const kept = new Map<string, { time: string; status: string }[]>();
  for (const { customer_id, start_at, status } of await practice.bookings()) {
    const { body } = await practice.hub.call('GET', `/v2/customers/${customer_id}`);
    const name = String(body.name);
    kept.set(name, [...(kept.get(name) ?? []), { time: start_at, status }]);
  }
  const found = Object.fromEntries([...kept].map(([name, all]) => [name, all.map(({ status }) => status)]));
  const wished = Object.fromEntries([...outcomes].map(([name, { status }]) => [name, [status]]));
  expect(found).toEqual(wished);
  for (const [name, { time }] of outcomes)
    if (time !== undefined) expect(kept.get(name)?.[0]?.time, name).toBe(at(time));

  const shown = await Promise.all(desks.map(cardsOf));
  for (const cards of shown) expect(cards).toEqual(shown[0]);
  for (const [name, { status }] of outcomes) {
    const onBoard = shown[0]?.some((card) => card.includes(name)) ?? false;
    expect(onBoard, `${name} is on the board`).toBe(!['cancelled', 'no_show'].includes(status) || onBoard);
  }
}

async function cardsOf({ page, board }: BrowserDesk): Promise<string[]> {
  if (!(await board.grid.isVisible())) await page.getByRole('link', { name: 'Board', exact: true }).click();
  await expect(board.grid).toBeVisible();
  const labels = await page
    .locator('[data-card]')
    .evaluateAll((cards) => cards.map((card) => card.ariaLabel ?? ''));
  return labels.sort();
}
