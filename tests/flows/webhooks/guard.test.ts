import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPublic } from '../../../server/webhooks/addresses.ts';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { at, booked, errorOf } from '../../kit/rest.ts';
import { untilLogged } from './kit.ts';

const clock = testClock('2026-04-15T04:00:00Z');
let hub: TestHub;
let receiver: Receiver;
/** Where names lead right now. */
let names: Record<string, string[]>;
const asked: string[] = [];
beforeEach(async () => {
  names = {};
  asked.length = 0;
  hub = await startHub({
    clock,
    lookEvery: 5,
    async resolve(host) {
      asked.push(host);
      const found = names[host];
      if (!found) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
      return found;
    },
  });
  await referencePractice(hub);
  receiver = await startReceiver();
});
afterEach(async () => {
  await hub.stop();
  await receiver.close();
});

function ask(url: string) {
  return hub.call('POST', '/v2/webhooks', { url, events: ['booking.created'] });
}

describe('P3: at registration', () => {
  const inside = [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.1.20:9000/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
  ];
  for (const url of inside)
    test(`${url} is refused`, async () => {
      expect(errorOf(await ask(url))).toBe('validation_failed');
    });

  test('a name that leads inside is refused, by whichever of its addresses; so is http', async () => {
    names = { 'in.example.com': ['93.184.215.14', '10.0.0.1'], 'out.example.com': ['93.184.215.14'] };
    expect(errorOf(await ask('https://in.example.com/'))).toBe('validation_failed');
    expect(errorOf(await ask('http://out.example.com/'))).toBe('validation_failed');
    expect((await ask('https://out.example.com/')).status).toBe(201);
  });

  test('a host that the owner allows is accepted, at that port and no other', async () => {
    await allowHosts(hub, ['192.168.1.20:9000', 'printer.local:80']);
    expect((await ask('http://192.168.1.20:9000/x')).status).toBe(201);
    expect(errorOf(await ask('http://192.168.1.20:9001/'))).toBe('validation_failed');
    expect((await ask('http://printer.local/')).status).toBe(201);
    expect(errorOf(await ask('https://printer.local/'))).toBeUndefined();
  });

  test('an endpoint’s new address is held to the same', async () => {
    names = { 'out.example.com': ['93.184.215.14'] };
    const { body } = await ask('https://out.example.com/');
    const path = `/v2/webhooks/${body.id}`;
    expect(errorOf(await hub.call('PATCH', path, { url: 'https://127.0.0.1/' }))).toBe('validation_failed');
  });

  test('public addresses are, and this computer’s own are not', () => {
    expect(['93.184.215.14', '2606:4700::1111', '::ffff:93.184.215.14'].map(isPublic)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['', 'localhost', '1.2.3', '::ffff:10.0.0.1', 'fe80::1%eth0'].map(isPublic)).toEqual(
      Array(5).fill(false),
    );
  });
});

describe('P3: when the connection is made', () => {
  test('a name that led outside when it was checked and leads inside now gets nothing', async () => {
    names = { 'turns.example.com': ['93.184.215.14'] };
    const { port } = new URL(receiver.url);
    const { id } = await register(hub, `https://turns.example.com:${port}/`, { events: ['booking.created'] });
    for (const inside of ['127.0.0.1', '::ffff:127.0.0.1', '::1']) {
      names = { 'turns.example.com': [inside] };
      await hub.call('POST', `/v2/webhooks/${id}/test`, { type: 'booking.created' });
    }
    const sent = await untilLogged(hub, id, 'pending', 3);
    expect(sent.map((one) => at(one, 'tries', 0, 'error'))).toEqual(Array(3).fill('address_not_allowed'));
    expect(receiver.got).toEqual([]);
  });

  test('the address that was checked is the one that is called: a name is resolved once a connection', async () => {
    names = { 'lan.example': ['127.0.0.1'] };
    const { port } = new URL(receiver.url);
    await allowHosts(hub, [`lan.example:${port}`]);
    await register(hub, `http://lan.example:${port}/`, { events: ['booking.created'] });
    asked.length = 0;
    await booked(hub, '2026-04-20T05:00:00Z');
    await receiver.until(1);
    expect(asked).toEqual(['lan.example']);
  });

  test('what the owner no longer allows gets nothing more, whatever connection is open', async () => {
    await allowHosts(hub, [receiver.host]);
    const { id } = await register(hub, receiver.url, { events: ['booking.created'] });
    await booked(hub, '2026-04-20T05:00:00Z');
    await untilLogged(hub, id, 'succeeded', 1);
    await allowHosts(hub, []);
    await booked(hub, '2026-04-20T05:30:00Z');
    const [barred] = await untilLogged(hub, id, 'pending', 1);
    expect(at(barred, 'tries', 0, 'error')).toBe('address_not_allowed');
    expect(receiver.got).toHaveLength(1);
  });
});
