import { expect, type Locator, type Page } from '@playwright/test';
import type { BrowserDesk } from '../../kit/browser-desk.ts';

/** What somebody at the front desk does, however they do it. Times are `HH:MM`; customers and people go by their names. */
export interface Receptionist {
  /** Answers a call: books a known customer into a gap. */
  book(customer: string, person: string, time: string): Promise<void>;
  bookNew(customer: string, phone: string, person: string, time: string): Promise<void>;
  move(customer: string, person: string, time: string): Promise<void>;
  /** Makes a visit last until `time`. */
  stretch(customer: string, person: string, time: string): Promise<void>;
  /** Presses one of the drawer's buttons: Arrived, Start, Done, No-show. */
  put(customer: string, button: string): Promise<void>;
  cancel(customer: string, reason: string): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Notes somebody who came without a booking, and books them into what is free. */
  walkIn(customer: string): Promise<void>;
  /** Gives the day of somebody who is away to whoever can take it. */
  reassign(person: string): Promise<void>;
  /** Looks somebody up. */
  lookUp(customer: string): Promise<void>;
}

/** `14:30` → `2:30 PM`, as the desk says it. */
export function spoken(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** What the desk said last about a deed. */
export async function expectSaid(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: words }).first()).toBeVisible();
}

/** The form of a new booking on the board. */
export function newBooking(page: Page): Locator {
  return page.getByRole('form', { name: 'New booking' });
}

/** Chooses a known customer by typing their name. */
export async function choose(page: Page, form: Locator, customer: string): Promise<void> {
  await page.keyboard.type(customer);
  await expect(form.page().getByRole('option', { name: customer }).first()).toHaveAttribute(
    'data-combobox-selected',
    'true',
  );
  await page.keyboard.press('Enter');
}

/** The accessible name of a customer's card on the board. */
export async function cardName({ board }: BrowserDesk, customer: string): Promise<string> {
  const card = board.card(customer);
  await expect(card).toHaveCount(1);
  return (await card.getAttribute('aria-label')) ?? '';
}
