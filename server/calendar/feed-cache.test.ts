import { expect, test } from 'vitest';
import { feedCache } from './feed-cache.ts';
import { type CalendarFile, calendarFile } from './file.ts';

function builder() {
  const built: string[] = [];
  return {
    built,
    build: (text: string) => async (): Promise<CalendarFile> => {
      built.push(text);
      return calendarFile('feed.ics', text);
    },
  };
}

test('a version is built once, however many ask at the same time, and again when it changes', async () => {
  const cache = feedCache();
  const { built, build } = builder();
  const files = await Promise.all([1, 2, 3].map(() => cache.get('feed_1', 'v1', build('one'))));
  expect(new Set(files).size).toBe(1);
  await cache.get('feed_1', 'v2', build('two'));
  await cache.get('feed_1', 'v2', build('two'));
  expect(built).toEqual(['one', 'two']);
});

test('feeds do not meet', async () => {
  const cache = feedCache();
  const { build } = builder();
  const one = await cache.get('feed_1', 'v1', build('one'));
  const two = await cache.get('feed_2', 'v1', build('two'));
  expect(two.digest).not.toBe(one.digest);
});

test('what failed to be built is tried again', async () => {
  const cache = feedCache();
  const { build } = builder();
  const failing = () => Promise.reject(new Error('disk'));
  await expect(cache.get('feed_1', 'v1', failing)).rejects.toThrow('disk');
  await expect(cache.get('feed_1', 'v1', build('one'))).resolves.toBeDefined();
});

test('beyond its capacity the feed that was not asked for longest is forgotten', async () => {
  const cache = feedCache(2);
  const { built, build } = builder();
  await cache.get('feed_1', 'v', build('1'));
  await cache.get('feed_2', 'v', build('2'));
  await cache.get('feed_1', 'v', build('1'));
  await cache.get('feed_3', 'v', build('3'));
  await cache.get('feed_1', 'v', build('1'));
  await cache.get('feed_2', 'v', build('2'));
  expect(built).toEqual(['1', '2', '3', '2']);
});
