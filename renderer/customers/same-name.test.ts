import { expect, test } from 'vitest';
import { isSameName } from './same-name.ts';

test('a name counts as typed when it is the whole name, however it was typed', () => {
  for (const typed of ['Zoë Ångström', ' zoë  ångström ', 'Zoe\u0308 A\u030angstro\u0308m'])
    expect([typed, isSameName(typed, 'Zoë Ångström')]).toEqual([typed, true]);
  for (const typed of ['', ' ', 'Zoë', 'Zoe Angstrom', 'Zoë Ångström 2'])
    expect([typed, isSameName(typed, 'Zoë Ångström')]).toEqual([typed, false]);
  expect(isSameName('', '')).toBe(false);
});
