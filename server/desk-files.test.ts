import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskFiles } from './desk-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dunebook-files-'));
const desk = join(folder, 'renderer');
const script = 'first();'.repeat(500);
let server: Server;

beforeAll(async () => {
  mkdirSync(join(desk, 'assets'), { recursive: true });
  writeFileSync(join(desk, 'index.html'), '<title>desk</title>');
  writeFileSync(join(desk, 'assets/first.js'), script);
  writeFileSync(join(desk, 'assets/first.js.gz'), gzipSync(script));
  writeFileSync(join(desk, 'assets/small.js'), 'small()');
  writeFileSync(join(desk, 'sw.js'), 'worker()');
  writeFileSync(join(desk, 'sw.js.gz'), gzipSync('worker()'));
  writeFileSync(join(folder, 'secret.js'), 'secret');
  writeFileSync(join(folder, 'secret.js.gz'), gzipSync('secret'));
  server = createServer(express().use(deskFiles(desk)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** What lies on the wire, not yet unpacked. */
async function get(
  path: string,
  headers: Record<string, string> = { 'accept-encoding': 'gzip, deflate, br' },
  method = 'GET',
): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { port }: AddressInfo = Object(server.address());
  const asked = request({ host: '127.0.0.1', port, path, method, headers });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject).end();
  });
  return { answer, body: await buffer(answer) };
}

test('a file that the build gzipped goes gzipped, as what it is and for good', async () => {
  const { answer, body } = await get('/assets/first.js');
  expect(answer.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  expect(body.length).toBeLessThan(script.length / 10);
  expect(gunzipSync(body).toString()).toBe(script);
});

test('who takes no gzip gets the file as it is, and a cache between knows that there are two', async () => {
  for (const accepted of ['identity', 'br', 'gzip;q=0']) {
    const { answer, body } = await get('/assets/first.js', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding'], accepted).toBeUndefined();
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(body.toString()).toBe(script);
  }
});

test('a file without a gzipped one goes as it is', async () => {
  const { answer, body } = await get('/assets/small.js');
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe('small()');
});

test('the two have different tags; who has the gzipped one is told that it is still so', async () => {
  const { answer } = await get('/sw.js');
  const plain = await get('/sw.js', {});
  expect(answer.headers.etag).not.toBe(plain.answer.headers.etag);
  const again = await get('/sw.js', { 'accept-encoding': 'gzip', 'if-none-match': `${answer.headers.etag}` });
  expect(again.answer.statusCode).toBe(304);
});

test('nothing above the folder can be reached by the way of its gzipped file', async () => {
  for (const path of ['/../secret.js', '/assets/../../secret.js', '/%2e%2e/secret.js', '//secret.js', '/%']) {
    const { answer, body } = await get(path);
    expect(answer.statusCode, path).toBeGreaterThanOrEqual(400);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(body.toString()).not.toContain('secret');
  }
});
