import { expect, test } from 'vitest';
import { hubOf, lookAround } from './nearby.ts';

const announced = (n: number, addresses: string[] = ['192.168.1.20']) => ({
  txt: {
    uuid: `018f4e2a-7b1c-7c3d-8e4f-${String(n).padStart(12, '0')}`,
    name: 'Dune',
    version: '1',
    fp: 'ab',
  },
  port: 4651,
  addresses,
});

test('a neighbour that announces hubs without end is heard of so far and no further', async () => {
  const services = Array.from({ length: 500 }, (_, n) => announced(n));
  const nearby = lookAround(async () => ({
    browser: { services, update: () => undefined, expire: () => undefined },
    end: () => undefined,
  }));
  expect(await nearby.hubs()).toHaveLength(50);
  nearby.stop();
});

test('an announcement names few addresses that can be reached; one that is none of a hub is left out', () => {
  const many = Array.from({ length: 300 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  expect(hubOf(announced(1, ['fe80::1', ...many]))?.addresses).toHaveLength(16);
  expect(hubOf(announced(1, ['fe80::1']))).toBeUndefined();
  expect(hubOf({ ...announced(1), txt: undefined })).toBeUndefined();
  expect(hubOf({ ...announced(1), port: 70_000 })).toBeUndefined();
  expect(hubOf({ ...announced(1), txt: { ...announced(1).txt, name: 'x'.repeat(5000) } })).toBeUndefined();
});
