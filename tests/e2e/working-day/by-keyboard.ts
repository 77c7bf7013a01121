import { expect, type Locator } from '@playwright/test';
import type { BrowserDesk } from '../../kit/browser-desk.ts';
import { cardName, choose, expectSaid, newBooking, type Receptionist, spoken } from './receptionist.ts';

/** Presses that a person would never make on the way to something. */
const tooMany = 120;

/** A receptionist without a mouse. What has the focus is read as a screen reader reads it: by its accessible name. */
export function byKeyboard(desk: BrowserDesk): Receptionist {
  const { page, board } = desk;
  const keys = page.keyboard;
  const focused = page.locator(':focus');
  const cell = board.grid.getByRole('gridcell').and(focused);
  const drawer = (name: string) => page.getByRole('dialog', { name });

  async function tabTo(target: Locator): Promise<void> {
    await expect(target.first()).toBeVisible();
    for (let presses = 0; presses < tooMany; presses++) {
      if (await target.and(focused).count()) return;
      await keys.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  }

  /** Types into the palette, once it listens. */
  async function search(words: string): Promise<void> {
    await keys.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Customer, date, screen or action' })).toBeFocused();
    await keys.type(words);
  }

  async function toBoard(): Promise<void> {
    if (!(await board.grid.isVisible())) {
      await search('board');
      await keys.press('Enter');
      await expect(board.grid).toBeVisible();
    }
    await tabTo(board.grid.getByRole('gridcell').and(page.locator('[tabindex="0"]')));
  }

  async function standing(): Promise<{ minutes: number; words: string }> {
    const words = ((await cell.getAttribute('aria-label')) ?? '').replaceAll(/[\u202f\u00a0]/g, ' ');
    const [, hours = '0', minutes = '0', half] = /^(\d+):(\d+) (AM|PM)/.exec(words) ?? [];
    return { words, minutes: ((Number(hours) % 12) + (half === 'PM' ? 12 : 0)) * 60 + Number(minutes) };
  }

  /** Arrows lead to a person's column and to a time in it. */
  async function standOn(person: string, time: string): Promise<void> {
    await toBoard();
    const [hours = 0, mins = 0] = time.split(':').map(Number);
    const wanted = hours * 60 + mins;
    for (let presses = 0; presses < tooMany; presses++) {
      const { minutes, words } = await standing();
      if (!words.includes(person)) {
        await keys.press('ArrowRight');
        if ((await standing()).words === words || !(await standing()).words.includes(person))
          await keys.press('ArrowLeft');
      } else if (minutes === wanted) return;
      else await keys.press(minutes < wanted ? 'ArrowDown' : 'ArrowUp');
    }
    throw new Error(`arrows do not lead to ${time} of ${person}, but to ${(await standing()).words}`);
  }

  async function standOnCard(customer: string): Promise<void> {
    await toBoard();
    const name = (await cardName(desk, customer)).replaceAll(/[\u202f\u00a0]/g, ' ');
    const [, hours = '0', minutes = '0', half] = /^(\d+):(\d+) (AM|PM)/.exec(name) ?? [];
    const person = /Dr \w+/.exec(name)?.[0] ?? '';
    await standOn(person, `${(Number(hours) % 12) + (half === 'PM' ? 12 : 0)}:${minutes}`);
  }

  async function carry(mode: 'm' | 'r', person: string, time: string): Promise<void> {
    await keys.press(mode);
    const status = page.getByRole('status');
    const until = mode === 'r' ? `– ${spoken(time)}, ${person}` : `${spoken(time)} –`;
    for (let presses = 0; presses < tooMany; presses++) {
      const said = (await status.allInnerTexts()).join(' ').replaceAll(/[\u202f\u00a0]/g, ' ');
      const [, at, to, who = ''] = /(\d+:\d+ [AP]M) – (\d+:\d+ [AP]M), (Dr \w+): /.exec(said) ?? [];
      const now = mode === 'r' ? to : at;
      if (now && who === person && now === spoken(time)) return keys.press('Enter');
      if (now && who !== person) await keys.press(person === 'Dr Asha' ? 'ArrowRight' : 'ArrowLeft');
      else await keys.press(now && minutesOf(now) > minutesOf(spoken(time)) ? 'ArrowUp' : 'ArrowDown');
      await expect.poll(async () => (await status.allInnerTexts()).join(' ')).not.toBe(said);
    }
    throw new Error(`the card cannot be carried to ${until}`);
  }

  async function open(customer: string): Promise<void> {
    await standOnCard(customer);
    await keys.press('Enter');
    await expect(drawer(customer)).toBeVisible();
  }
  const close = async (customer: string) => {
    await keys.press('Escape');
    await expect(drawer(customer)).toHaveCount(0);
  };

  return {
    async book(customer, person, time) {
      await standOn(person, time);
      await keys.press('Enter');
      await expect(newBooking(page).getByRole('textbox', { name: 'Customer' })).toBeFocused();
      await choose(page, newBooking(page), customer);
      await expect(newBooking(page).getByRole('button', { name: 'Book', exact: true })).toBeFocused();
      await keys.press('Enter');
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async bookNew(customer, phone, person, time) {
      await standOn(person, time);
      await keys.press('Enter');
      const form = newBooking(page);
      await expect(form.getByRole('textbox', { name: 'Customer' })).toBeFocused();
      await keys.type(customer);
      const add = form.getByRole('option', { name: `Add “${customer}” as a new customer` });
      await expect(add).toBeVisible();
      if ((await add.getAttribute('data-combobox-selected')) !== 'true') await keys.press('ArrowDown');
      await expect(add).toHaveAttribute('data-combobox-selected', 'true');
      await keys.press('Enter');
      await tabTo(form.getByRole('textbox', { name: 'Phone' }));
      await keys.type(phone);
      await keys.press('Enter');
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async move(customer, person, time) {
      await standOnCard(customer);
      await carry('m', person, time);
      await expect(board.card(`${spoken(time)} ${customer}`, person)).toHaveCount(1);
    },
    async stretch(customer, person, time) {
      await standOnCard(customer);
      await carry('r', person, time);
      await expectSaid(page, /Changed the length/);
    },
    async put(customer, button) {
      await open(customer);
      await tabTo(drawer(customer).getByRole('button', { name: button, exact: true }));
      await keys.press('Enter');
      await expect(drawer(customer).getByRole('button', { name: button, exact: true })).toHaveCount(0);
      await close(customer);
    },
    async cancel(customer, reason) {
      await open(customer);
      await tabTo(drawer(customer).getByRole('button', { name: 'Cancel booking' }));
      await keys.press('Enter');
      await expect(drawer(customer).getByRole('textbox', { name: 'Why is it cancelled?' })).toBeFocused();
      await keys.type(reason);
      await keys.press('Enter');
      await expectSaid(page, /Cancelled/);
      await close(customer);
    },
    async undo() {
      await keys.press('Control+z');
      await expectSaid(page, /Taken back/);
    },
    async redo() {
      await keys.press('Control+Shift+z');
      await expectSaid(page, /Done again/);
    },
    async walkIn(customer) {
      await search('walk');
      await expect(page.getByRole('option').first()).toBeVisible();
      await keys.press('Enter');
      const form = page.getByRole('form', { name: 'Note a walk-in' });
      await expect(form.getByRole('textbox', { name: 'Customer' })).toBeFocused();
      await choose(page, form, customer);
      await expect(page.getByRole('button', { name: 'Note walk-in' })).toBeFocused();
      await keys.press('Enter');
      await tabTo(page.getByRole('button', { name: new RegExp(`^Book ${customer}: `) }));
      await keys.press('Enter');
      await expectSaid(page, new RegExp(`Booked ${customer}`));
    },
    async reassign(person) {
      await search('reassign');
      await expect(page.getByRole('option').first()).toBeVisible();
      await keys.press('Enter');
      await tabTo(page.getByRole('combobox', { name: 'Who is away' }));
      await keys.type(person);
      await keys.press('ArrowDown');
      await keys.press('Enter');
      await tabTo(page.getByRole('button', { name: /^Move \d+ bookings?$/ }));
      await keys.press('Enter');
      await expectSaid(page, /Moved|Reassigned|taken over/i);
      await toBoard();
    },
    async lookUp(customer) {
      await search(customer);
      await expect(page.getByRole('option', { name: customer }).first()).toBeVisible();
      await keys.press('Enter');
      await expect(page.getByRole('heading', { name: customer })).toBeVisible();
      await toBoard();
    },
  };
}

/** Of `2:30 PM`: minutes since midnight. */
function minutesOf(words: string): number {
  const [, hours = '0', minutes = '0', half] = /(\d+):(\d+) (AM|PM)/.exec(words) ?? [];
  return ((Number(hours) % 12) + (half === 'PM' ? 12 : 0)) * 60 + Number(minutes);
}
