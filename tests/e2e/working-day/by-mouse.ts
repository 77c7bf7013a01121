import { expect } from '@playwright/test';
import { type BrowserDesk, boxOf } from '../../kit/browser-desk.ts';
import { choose, expectSaid, newBooking, type Receptionist, spoken } from './receptionist.ts';

/** A receptionist with a hand on the mouse, who types only names, numbers and reasons. */
export function byMouse(desk: BrowserDesk): Receptionist {
  const { page, board } = desk;
  const drawer = (name: string) => page.getByRole('dialog', { name });
  const click = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const toBoard = async () => {
    if (!(await board.grid.isVisible())) await page.getByRole('link', { name: 'Board', exact: true }).click();
    await expect(board.grid).toBeVisible();
  };

  /** The board is scrolled until a time of the day can be seen. */
  async function show(person: string, time: string): Promise<void> {
    const { x, y } = await board.point(person, time);
    const { height } = page.viewportSize() ?? { height: 800 };
    if (y > 220 && y < height - 120) return;
    await page.mouse.move(x, height / 2);
    await page.mouse.wheel(0, y - height / 2);
    await expect.poll(async () => Math.abs((await board.point(person, time)).y - y)).toBeGreaterThan(20);
  }

  async function open(customer: string): Promise<void> {
    await toBoard();
    const card = board.card(customer);
    await card.scrollIntoViewIfNeeded();
    const { x, y } = await boxOf(card);
    await page.mouse.click(x + 12, y + 6);
    await expect(drawer(customer)).toBeVisible();
  }
  const close = async (customer: string) => {
    await drawer(customer).getByRole('button', { name: 'Close' }).click();
    await expect(drawer(customer)).toHaveCount(0);
  };

  return {
    async book(customer, person, time) {
      await toBoard();
      await show(person, time);
      await board.click(person, time);
      const form = newBooking(page);
      await form.getByRole('textbox', { name: 'Customer' }).click();
      await page.keyboard.type(customer);
      await form.getByRole('option', { name: customer }).first().click();
      await form.getByRole('button', { name: 'Book', exact: true }).click();
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async bookNew(customer, phone, person, time) {
      await toBoard();
      await show(person, time);
      await board.click(person, time);
      const form = newBooking(page);
      await form.getByRole('textbox', { name: 'Customer' }).click();
      await page.keyboard.type(customer);
      await form.getByRole('option', { name: `Add “${customer}” as a new customer` }).click();
      await form.getByRole('textbox', { name: 'Phone' }).fill(phone);
      await form.getByRole('button', { name: 'Book', exact: true }).click();
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async move(customer, person, time) {
      await toBoard();
      await board.drag(board.card(customer), 'middle', person, time);
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async stretch(customer, person, time) {
      await toBoard();
      await board.drag(board.card(customer), 'edge', person, time);
      await expectSaid(page, /Changed the length/);
    },
    async put(customer, button) {
      await open(customer);
      await drawer(customer).getByRole('button', { name: button, exact: true }).click();
      await expect(drawer(customer).getByRole('button', { name: button, exact: true })).toHaveCount(0);
      await close(customer);
    },
    async cancel(customer, reason) {
      await open(customer);
      await drawer(customer).getByRole('button', { name: 'Cancel booking' }).click();
      await drawer(customer).getByRole('textbox', { name: 'Why is it cancelled?' }).fill(reason);
      await drawer(customer).getByRole('button', { name: 'Cancel booking' }).click();
      await expectSaid(page, /Cancelled/);
      await close(customer);
    },
    async undo() {
      await click(/^Undo: /);
      await expectSaid(page, /Taken back/);
    },
    async redo() {
      await click(/^Redo: /);
      await expectSaid(page, /Done again/);
    },
    async walkIn(customer) {
      await page.getByRole('link', { name: 'Arrivals' }).click();
      await click('Walk-in');
      const form = page.getByRole('form', { name: 'Note a walk-in' });
      await form.getByRole('textbox', { name: 'Customer' }).click();
      await choose(page, form, customer);
      await click('Note walk-in');
      await page.getByRole('button', { name: new RegExp(`^Book ${customer}: `) }).click();
      await expectSaid(page, new RegExp(`Booked ${customer}`));
    },
    async reassign(person) {
      await page.getByRole('link', { name: 'Reassign a day' }).click();
      await page.getByRole('combobox', { name: 'Who is away' }).click();
      await page.getByRole('option', { name: person }).click();
      await click(/^Move \d+ bookings?$/);
      await expectSaid(page, /Moved|Reassigned|taken over/i);
      await toBoard();
    },
    async lookUp(customer) {
      await page.getByRole('link', { name: 'Customers', exact: true }).click();
      await page
        .getByRole('searchbox')
        .or(page.getByRole('textbox', { name: /Search/ }))
        .first()
        .click();
      await page.keyboard.type(customer);
      await page.getByRole('link', { name: customer }).first().click();
      await expect(page.getByRole('heading', { name: customer })).toBeVisible();
      await toBoard();
    },
  };
}
