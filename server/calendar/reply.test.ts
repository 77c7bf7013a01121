import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { calendarFile } from './file.ts';
import { calendarReply } from './reply.ts';

const text = 'BEGIN:VCALENDAR\r\nNAME:Zoë\r\nEND:VCALENDAR\r\n';
const file = calendarFile('feed_1.ics', text);

test('a plain answer has the text, its type and a strong ETag', async () => {
  const { status, headers, body } = await calendarReply(file, {});
  expect(status).toBe(200);
  expect(Buffer.from(body ?? []).toString()).toBe(text);
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  expect(headers['content-length']).toBe(`${Buffer.byteLength(text)}`);
  expect(headers['content-disposition']).toBe('inline; filename="feed_1.ics"');
  expect(headers.etag).toMatch(/^"[\w-]{22}"$/);
  expect(headers['content-encoding']).toBeUndefined();
});

test('who accepts gzip gets it, with an ETag of its own', async () => {
  const plain = await calendarReply(file, {});
  const { headers, body } = await calendarReply(file, { acceptEncoding: 'br, GZIP;q=0.5' });
  expect(gunzipSync(body ?? Buffer.of()).toString()).toBe(text);
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers['content-length']).toBe(`${body?.length}`);
  expect(headers.etag).not.toBe(plain.headers.etag);
  expect(headers.vary).toBe('Accept-Encoding');
});

test.each([
  [undefined, false],
  ['', false],
  ['identity', false],
  ['gzip;q=0', false],
  ['gzip;q=0.000, *', false],
  ['*;q=0', false],
  ['deflate, gzip', true],
  ['*', true],
])('Accept-Encoding %s: gzip is %s', async (acceptEncoding, zipped) => {
  const { headers } = await calendarReply(file, { acceptEncoding });
  expect(headers['content-encoding'] === 'gzip').toBe(zipped);
});

test('the ETag of the form one would get is answered with 304 and no body', async () => {
  for (const acceptEncoding of [undefined, 'gzip']) {
    const { headers } = await calendarReply(file, { acceptEncoding });
    const etag = headers.etag ?? '';
    for (const ifNoneMatch of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await calendarReply(file, { acceptEncoding, ifNoneMatch });
      expect(again).toEqual({ status: 304, headers: expect.objectContaining({ etag }) });
    }
    for (const ifNoneMatch of ['"other"', etag.slice(1, -1), ''])
      expect((await calendarReply(file, { acceptEncoding, ifNoneMatch })).status).toBe(200);
  }
});

test('other content has another ETag', async () => {
  const other = calendarFile('feed_1.ics', text.replace('Zoë', 'Zoé'));
  expect(other.digest).not.toBe(file.digest);
});
