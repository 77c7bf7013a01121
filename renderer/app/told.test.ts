import { expect, test } from 'vitest';
import { booking } from '../testing/docs.ts';
import { newlyArrived } from './told.ts';

const arrived = (id: string, by: string) => {
  const line = { at: '2026-04-20T05:00:00Z', by, by_name: 'Desk', action: 'checked in', before: {} };
  return { booking: booking(id, line.at, { history: [line] }), name: 'Priya' };
};
const names = (found: ReturnType<typeof newlyArrived>) => found.map(({ booking: { id } }) => id);

test('a desk tells of who came since it last looked, and not of whom it noted itself', () => {
  const here = [arrived('bk_1', 'dev_other'), arrived('bk_2', 'dev_own'), arrived('bk_3', 'dev_other')];
  expect(names(newlyArrived(undefined, here, 'dev_own'))).toEqual([]);
  expect(names(newlyArrived(new Set(['bk_1']), here, 'dev_own'))).toEqual(['bk_3']);
  expect(names(newlyArrived(new Set(['bk_1', 'bk_2', 'bk_3']), here, 'dev_own'))).toEqual([]);
});
