import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, vi } from 'vitest';
import { answerChannel, type IpcSender } from '../../electron/ipc.ts';
import { deriveFromCode, fingerprintOf } from '../../server/joining.ts';
import { type ChannelHandlers, channelNames, channels } from '../../shared/ipc.ts';
import { readPairingCode } from '../../shared/lan/code.ts';
import { readJoinLink, writeJoinLink } from '../../shared/lan/link.ts';
import { makeCertificate } from '../kit/certificates.ts';
import { testClock } from '../kit/clock.ts';
import { openDoor } from '../kit/hub-door.ts';
import { askOverLan } from '../kit/lan.ts';
import { at, text } from '../kit/rest.ts';
import { besiegedHub, codeOf, type Stranger, strangers, surface } from '../kit/security-table.ts';
import { today } from './world.ts';

/** What a hub says of itself on the network, as the library was told to. */
const said = vi.hoisted(() => [] as Record<string, unknown>[]);
vi.mock('bonjour-service', () => ({
  Bonjour: class {
    publish(service: Record<string, unknown>): void {
      said.push(service);
    }
    unpublishAll(done: () => void): void {
      done();
    }
    destroy(done: () => void): void {
      done();
    }
  },
}));
vi.mock('electron', async () => ({
  ...(await import('../kit/electron-plain.ts')),
  ipcMain: { handle: () => undefined },
}));

const clock = testClock(today);
const folder = mkdtempSync(join(tmpdir(), 'dunebook-doors-'));
const deskDir = mkdtempSync(join(folder, 'desk-'));
writeFileSync(join(deskDir, 'index.html'), '<title>desk</title>');
writeFileSync(join(folder, 'secret.txt'), 'secret');
afterAll(() => rmSync(folder, { recursive: true }));

const world = besiegedHub({ clock, deskDir });
// What was tried in vain before is forgotten by now.
beforeEach(() => world().hub.hub.pairingTries.right('127.0.0.1'));

const everybody = Object.keys(strangers).filter((name): name is Stranger => name in strangers);

/** What comes back for these bytes, until the connection ends. */
async function sentRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  let answer = '';
  socket.on('data', (text) => {
    answer += text;
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

surface('Calendar feeds', (line) => {
  const feed = () => new URL(world().hub.feedUrl).pathname;

  line('neighbour', 'guesses the address of a feed', '`404`, as for one that was taken back', async () => {
    for (const token of [`cal_${'x'.repeat(32)}`, 'nothing', feed().slice(15, -5)])
      expect(codeOf(await world().ask('neighbour', 'GET', `/calendar/feed/${token}.ics`))).toBe(
        '404 not_found',
      );
  });

  line(
    'neighbour',
    'asks the port for feeds without encryption for anything else',
    '`404` and not a word',
    async () => {
      const { feeds, hub } = world();
      for (const path of [
        '/',
        '/v2/health',
        '/v2/bookings',
        '/v2/openapi.json',
        '/v1/services',
        '/calendar',
        '/index.html',
      ]) {
        const answer = await askOverLan(feeds, 'GET', path, { bearer: hub.keys.live });
        expect([path, answer.status, answer.text]).toEqual([path, 404, '']);
      }
      for (const method of ['POST', 'PUT', 'DELETE'])
        expect((await askOverLan(feeds, method, feed())).status).toBe(404);
    },
  );

  line(
    'neighbour',
    'holds connections open and asks nothing',
    '50 of one address; all others are answered as before',
    async () => {
      const { feeds } = world();
      let ended = 0;
      const held = Array.from({ length: 70 }, () =>
        connect(feeds.port, '127.0.0.1')
          .on('error', () => undefined)
          .on('close', () => {
            ended += 1;
          }),
      );
      await vi.waitFor(() => expect(ended).toBeGreaterThanOrEqual(20), { timeout: 30_000 });
      for (const socket of held) socket.destroy();
      const answered = async () => expect((await askOverLan(feeds, 'GET', feed())).status).toBe(200);
      await vi.waitFor(answered, { timeout: 30_000 });
    },
  );

  line(
    'neighbour',
    'sends one request that can be read as two, or a head without end',
    '`400` or `431`, and nothing of the second',
    async () => {
      const head = `POST ${feed()} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
      const second = `GET ${feed()} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
      for (const lengths of [
        'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
        'Content-Length: 0\r\nContent-Length: 40\r\n',
        'Transfer-Encoding: chunked, identity\r\n',
        'Transfer-Encoding : chunked\r\n',
        `X: ${'x'.repeat(40_000)}\r\n`,
      ]) {
        const answer = await sentRaw(world().feeds.port, `${head}${lengths}\r\n0\r\n\r\n${second}`);
        expect(answer).toMatch(/^HTTP\/1.1 4(00|31) /);
        expect(answer).not.toContain('VCALENDAR');
      }
    },
  );

  line(
    'website',
    'asks for a feed with the key',
    'what the address alone opens, and nothing without it',
    async () => {
      expect(codeOf(await world().ask('website', 'GET', '/v2/calendar/feeds'))).toBe('403 forbidden');
      expect((await world().ask('website', 'GET', '/calendar/feed/nothing.ics')).status).toBe(404);
    },
  );

  line(
    'removed',
    'asks with its token',
    '`403 device_revoked`; an address that it noted opens its feed until that is taken back',
    async () => {
      expect(codeOf(await world().ask('removed', 'GET', feed()))).toBe('403 device_revoked');
      const made = await world().hub.call('POST', '/v2/calendar/feeds', { name: 'Noted', privacy: 'busy' });
      const noted = `/calendar/feed/${text(made.body, 'token')}.ics`;
      expect((await world().ask('neighbour', 'GET', noted)).text).toContain('BEGIN:VCALENDAR');
      await world().hub.call('DELETE', `/v2/calendar/feeds/${made.body.id}`);
      expect((await world().ask('neighbour', 'GET', noted)).status).toBe(404);
    },
  );

  line('reader', 'lists, makes, turns or removes feeds', '`403 forbidden`', async () => {
    for (const [method, path] of [
      ['GET', '/v2/calendar/feeds'],
      ['POST', '/v2/calendar/feeds'],
      ['POST', '/v2/calendar/feeds/feed_spare/rotate'],
      ['DELETE', '/v2/calendar/feeds/feed_spare'],
    ] as const)
      expect([path, codeOf(await world().ask('reader', method, path))]).toEqual([path, '403 forbidden']);
  });
});

surface('Pairing', (line) => {
  const pair = (invitation: string, who: Stranger = 'neighbour') =>
    world().ask(who, 'POST', '/v2/devices/pair', { invitation, name: 'Not theirs' });
  const desks = async () => (await world().hub.call('GET', '/v2/devices?limit=100')).body.data;

  line(
    'neighbour',
    'guesses invitations',
    '`401`, after five `403 account_locked` for a growing while; no desk is let in',
    async () => {
      const before = await desks();
      const tried: string[] = [];
      for (let n = 0; n < 8; n++) tried.push(codeOf(await pair(`inv_${String(n).padStart(43, 'x')}`)));
      expect(tried).toEqual([...Array(5).fill('401 unauthorized'), ...Array(3).fill('403 account_locked')]);
      expect(await desks()).toEqual(before);
    },
  );

  line('neighbour', 'uses an invitation that was used, or ran out', '`401 unauthorized`', async () => {
    const used = await world().hub.invite();
    expect((await pair(used)).status).toBe(201);
    expect(codeOf(await pair(used))).toBe('401 unauthorized');
    const late = await world().hub.call('POST', '/v2/devices/pairing-codes', { valid_minutes: 1 });
    clock.advance(60_000);
    expect(codeOf(await pair(text(late.body, 'invitation')))).toBe('401 unauthorized');
  });

  line(
    'neighbour',
    'stands in the middle and gets a desk’s proof of a short code under another certificate',
    'nothing that the hub knows',
    async () => {
      const made = await world().hub.call('POST', '/v2/devices/pairing-codes', {});
      const code = readPairingCode(text(made.body, 'code')) ?? '';
      const theirs = makeCertificate({ hosts: ['192.0.2.7'] });
      const caught = await deriveFromCode(code, fingerprintOf(theirs.cert));
      expect(codeOf(await pair(caught.invitation))).toBe('401 unauthorized');
      // The same code, with the hub’s own certificate, lets in: so it was the certificate that made the difference.
      const own = await deriveFromCode(code, text(made.body, 'fingerprint'));
      expect((await pair(own.invitation)).status).toBe(201);
    },
  );

  line('website', 'makes an invitation, or reads those there are', '`403 forbidden`', async () => {
    for (const method of ['GET', 'POST'])
      expect(codeOf(await world().ask('website', method, '/v2/devices/pairing-codes'))).toBe('403 forbidden');
  });

  line(
    'removed',
    'makes an invitation, or pairs again without a new one',
    '`403 device_revoked`, `401 unauthorized`',
    async () => {
      expect(codeOf(await world().ask('removed', 'POST', '/v2/devices/pairing-codes', {}))).toBe(
        '403 device_revoked',
      );
      expect(codeOf(await pair(`inv_${'y'.repeat(43)}`, 'removed'))).toBe('401 unauthorized');
    },
  );

  line(
    'reader',
    'makes an invitation, reads those there are, or removes a desk',
    '`403 forbidden`',
    async () => {
      for (const [method, path] of [
        ['GET', '/v2/devices/pairing-codes'],
        ['POST', '/v2/devices/pairing-codes'],
        ['DELETE', '/v2/devices/dev_nothing'],
      ] as const)
        expect([path, codeOf(await world().ask('reader', method, path))]).toEqual([path, '403 forbidden']);
    },
  );
});

function areHandlers(named: object): named is ChannelHandlers {
  return channelNames.every((name) => name in named);
}

surface('The desktop window', (line) => {
  /** No channel does anything for a sender; each handler would tell. */
  async function nothingFor(sender: IpcSender, input: unknown = undefined): Promise<void> {
    const asked: string[] = [];
    const handlers = Object.fromEntries(channelNames.map((name) => [name, () => asked.push(name)]));
    if (!areHandlers(handlers)) throw new Error('a channel has no handler');
    for (const name of channelNames)
      await expect(answerChannel(name, handlers, sender, input)).rejects.toThrow();
    expect(asked).toEqual([]);
  }
  const desk: IpcSender = { senderFrame: { url: 'app://desk/board', parent: null } };

  line(
    'neighbour',
    'asks for the window’s channels over the network',
    'nothing: no port has them',
    async () => {
      for (const name of channelNames)
        for (const path of [`/${name}`, `/v2/${name}`, `/ipc/${name}`]) {
          const { status, text: answer } = await world().ask('neighbour', 'POST', path, {});
          expect([path, status >= 400, answer.includes('inv_')]).toEqual([path, true, false]);
        }
    },
  );

  line(
    'website',
    'shows a page of theirs to the desk’s window, or in a frame of it',
    'refused before any handler runs',
    async () => {
      await nothingFor({ senderFrame: { url: 'https://www.example.com/', parent: null } });
      await nothingFor({ senderFrame: { url: 'app://desk/', parent: {} } });
      await nothingFor({ senderFrame: { url: 'app://desk.example/', parent: null } });
      await nothingFor({ senderFrame: null });
    },
  );

  line('removed', 'sends what the table of channels does not know', 'refused before any handler runs', () =>
    nothingFor(desk, { no_such_field: 1 }),
  );

  /** As the main process of a desk on another computer, which was let in by the link that the hub shows. */
  async function letIn(link: string) {
    const door = openDoor(mkdtempSync(join(folder, 'door-')));
    const shown = await door.join({ by: { link } });
    return { door, shown };
  }

  /** The link of a new pairing code, with the port at which the hub answers here. */
  async function newLink(port = world().place.port): Promise<string> {
    const made = await world().hub.call('POST', '/v2/devices/pairing-codes', {});
    const link = readJoinLink(text(made.body, 'link'));
    if (!link) throw new Error('the hub shows no link');
    return writeJoinLink({ ...link, addresses: [{ host: '127.0.0.1', port }] });
  }

  line(
    'removed',
    'takes what the page holds to another computer',
    'a stand-in that opens nothing; the token stays in the main process',
    async () => {
      const { door, shown } = await letIn(await newLink());
      if (!('invitation' in shown)) throw new Error(`not let in: ${shown.problem}`);
      const post = new Request('app://desk/v2/devices/pair', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ invitation: shown.invitation, name: 'Laptop' }),
      });
      const paired = Object(await (await door.send(post, '/v2/devices/pair')).json());
      const bearer = { authorization: `Bearer ${paired.token}` };
      const me = await door.send(new Request('app://desk/v2/me', { headers: bearer }), '/v2/me');
      expect(Object(await me.json())).toMatchObject({ kind: 'device', id: paired.device_id });
      expect(codeOf(await askOverLan(world().place, 'GET', '/v2/me', { bearer: paired.token }))).toBe(
        '401 unauthorized',
      );
      await door.stop();
    },
  );

  line(
    'neighbour',
    'answers at the hub’s address with another certificate while a desk is let in',
    'nothing: no request, no token, no invitation',
    async () => {
      let heard = 0;
      const trap = createServer(makeCertificate({ hosts: ['127.0.0.1'] }), (_request, response) => {
        heard++;
        response.end();
      });
      await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
      const { door, shown } = await letIn(await newLink(Object(trap.address()).port));
      expect(shown).toEqual({ problem: 'other_certificate' });
      await door.stop();
      trap.closeAllConnections();
      await new Promise<void>((done) => trap.close(() => done()));
      expect(heard).toBe(0);
    },
  );

  line('reader', 'asks a channel', 'what its scope says; every channel has one', async () => {
    for (const name of channelNames)
      expect([name, channels[name].scope]).toEqual([name, expect.stringMatching(/^\w+/)]);
  });
});

surface('Static files', (line) => {
  async function getFiles(who: Stranger): Promise<void> {
    const page = await world().ask(who, 'GET', '/');
    expect([page.status, page.text]).toEqual([200, '<title>desk</title>']);
  }

  line(
    'neighbour',
    'gets the desk’s program',
    'the program, which is the same everywhere and holds no data',
    () => getFiles('neighbour'),
  );

  line('neighbour', 'asks for files above or beside it, or of the data folder', 'nothing', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../secret.txt',
      '//secret.txt',
    ];
    for (const path of [...paths, '/hub.key', '/certificate.key', '/live.sqlite', '/logs/hub.log', '/.env']) {
      const answer = await world().ask('neighbour', 'GET', path);
      expect([path, answer.status >= 400, answer.text.includes('secret')]).toEqual([path, true, false]);
    }
  });

  for (const who of ['website', 'removed', 'reader'] as const)
    line(who, 'asks for files with what they have in hand', 'the same program and nothing more', () =>
      getFiles(who),
    );
});

surface('Being found on the network', (line) => {
  line(
    'neighbour',
    'listens to what the hub announces',
    'the practice’s name, the hub’s id, version, port, and how its certificate’s fingerprint begins',
    async () => {
      const { hub, place } = world();
      const { fingerprint, hub_id, name } = await hub.hub.sharing.state();
      expect(said.length).toBeGreaterThan(0);
      for (const service of said) {
        expect(service).toMatchObject({ type: 'dunebook', port: place.port });
        expect(service.txt).toEqual({
          name,
          uuid: hub_id,
          version: expect.any(String),
          fp: fingerprint.slice(0, 16),
        });
      }
      const secrets = [...Object.values(hub.keys), 'priya', hub.tenant];
      expect(secrets.filter((secret) => JSON.stringify(said).toLowerCase().includes(secret))).toEqual([]);
    },
  );

  line(
    'neighbour',
    'announces a hub of the same name and id, with a certificate of their own',
    'a connection that the desk ends before it sent a byte of a request',
    async () => {
      const { place, hub } = world();
      let heard = 0;
      const theirs = makeCertificate({ hosts: [String(place.servername)] });
      const trap = createServer(theirs, (_request, response) => {
        heard++;
        response.end();
      });
      await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
      const { port } = Object(trap.address());
      const asked = askOverLan({ ...place, port }, 'GET', '/v2/me', { bearer: hub.keys.live });
      await expect(asked).rejects.toThrow(/self-signed|certificate/);
      await new Promise<void>((done) => trap.close(() => done()));
      expect(heard).toBe(0);
    },
  );

  for (const who of everybody.filter((one) => one !== 'neighbour'))
    line(who, 'listens to what the hub announces', 'what everybody hears', async () => {
      expect(new Set(said.map(({ txt }) => JSON.stringify(txt))).size).toBe(1);
      const { cert } = await world().hub.hub.sharing.certificate();
      const print = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
      expect(at(said[0]?.txt, 'fp')).toBe(print.slice(0, 16));
    });
});
