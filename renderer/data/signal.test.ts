import { expect, test, vi } from 'vitest';
import { signal, until } from './signal.ts';

test('waiting until a value meets a condition ends at once, or with the change that meets it, and once', async () => {
  const state = signal('connecting');
  await until(state, (value) => value === 'connecting');
  const met = vi.fn((value: string) => value !== 'connecting');
  const known = until(state, met);
  state.set('online');
  await known;
  state.set('offline');
  expect(met.mock.calls.flat()).toEqual(['connecting', 'online']);
});
