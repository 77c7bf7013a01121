import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHub, type TestHub, type TestHubOptions } from './hub.ts';
import { askOverLan, type LanAnswer, type LanPlace } from './lan.ts';
import { signedIn } from './people.ts';
import { at } from './rest.ts';
import { pairDesk } from './wire-desk.ts';

const file = join(import.meta.dirname, '../../docs/security.md');

/** Those against whom a surface is held, and what each of them has in hand. */
export const strangers = {
  neighbour: 'A neighbour on the network, with nothing',
  website: 'Who has read a website’s `pk_` key',
  removed: 'A desk that was removed',
  reader: 'Somebody who may only read',
} as const;
export type Stranger = keyof typeof strangers;

interface Line {
  readonly who: Stranger;
  readonly tries: string;
  readonly gets: string;
}

/** Adds one line to the table of a surface: the test that shows it, and the row that says it. */
export type AddLine = (who: Stranger, tries: string, gets: string, shown: () => Promise<void>) => void;

/**
 * The table of one surface in docs/security.md. Each of its lines is a test; a line that is not tested, or a test that is not
 * told, fails. `RECORD=1` writes the table anew.
 */
export function surface(name: string, lines: (line: AddLine) => void): void {
  describe(`P1: ${name}`, () => {
    const all: Line[] = [];
    lines((who, tries, gets, shown) => {
      all.push({ who, tries, gets });
      test(`${strangers[who]} ${tries}: ${gets}`, shown);
    });

    test('its table says exactly this, and of each stranger something', () => {
      expect([...new Set(all.map(({ who }) => who))].sort()).toEqual(Object.keys(strangers).sort());
      if (process.env.RECORD) writeFileSync(file, withTable(readFileSync(file, 'utf8'), name, tableOf(all)));
      expect(tableIn(readFileSync(file, 'utf8'), name)).toBe(tableOf(all));
    });
  });
}

function tableOf(lines: readonly Line[]): string {
  const order = Object.keys(strangers);
  const sorted = lines.toSorted((a, b) => order.indexOf(a.who) - order.indexOf(b.who));
  const rows = sorted.map(({ who, tries, gets }) => `| ${strangers[who]} | ${tries} | ${gets} |`);
  return ['| who | tries this | and gets |', '|---|---|---|', ...rows].join('\n');
}

/** Where the table of a surface begins and ends in the page. */
function placeOf(page: string, name: string): readonly [number, number] {
  const heading = page.indexOf(`\n### ${name}\n`);
  if (heading < 0) throw new Error(`docs/security.md has no section "${name}"`);
  const begin = page.indexOf('\n|', heading) + 1;
  const next = page.indexOf('\n### ', heading + 1);
  const section = next < 0 ? page.length : next;
  if (begin === 0 || begin > section) return [section, section];
  const rest = page.slice(begin).split('\n');
  const rows = rest.findIndex((row) => !row.startsWith('|'));
  return [begin, begin + rest.slice(0, rows).join('\n').length];
}

function tableIn(page: string, name: string): string {
  return page.slice(...placeOf(page, name));
}

function withTable(page: string, name: string, table: string): string {
  const [begin, end] = placeOf(page, name);
  return begin === end
    ? `${page.slice(0, begin)}\n${table}\n${page.slice(end)}`
    : page.slice(0, begin) + table + page.slice(end);
}

/** A hub that is shared on the network, and what each stranger has in hand. */
export interface Besieged {
  readonly hub: TestHub;
  /** Bearers; the neighbour has none. */
  readonly bearers: Readonly<Record<Stranger, string | undefined>>;
  /** The HTTPS listener, with the certificate known. */
  readonly place: LanPlace;
  /** The listener without encryption, for feeds alone. */
  readonly feeds: LanPlace;
  /** Asks over the network as one of them. */
  ask(who: Stranger, method: string, path: string, body?: unknown): Promise<LanAnswer>;
}

/** Starts it before the tests of a file, and stops it after them. */
export function besiegedHub(
  options: TestHubOptions,
  prepare?: (hub: TestHub) => Promise<void>,
): () => Besieged {
  const agent = new Agent({ keepAlive: true });
  let made: Besieged | undefined;
  beforeAll(async () => {
    const hub = await startHub(options);
    await prepare?.(hub);
    await hub.hub.sharing.set({ on: true, feeds_over_http: true });
    const state = await hub.hub.sharing.state();
    const { cert } = await hub.hub.sharing.certificate();
    const desk = await pairDesk(hub, 'Lost laptop');
    await hub.call('DELETE', `/v2/devices/${desk.id}`);
    const reader = await signedIn(hub, 'read_only');
    const bearers = {
      neighbour: undefined,
      website: hub.keys.public,
      removed: desk.token,
      reader: reader.token,
    };
    const place = { port: state.port, ca: cert, servername: state.hub_id };
    const kept = { ...place, agent };
    made = {
      hub,
      bearers,
      place,
      feeds: { port: state.feeds.port },
      ask: (who, method, path, body) => askOverLan(kept, method, path, { bearer: bearers[who], body }),
    };
  });
  afterAll(() => {
    agent.destroy();
    return made?.hub.stop();
  });
  return () => {
    if (!made) throw new Error('the hub is not there yet');
    return made;
  };
}

/** Status and code of an answer, /v1’s in small letters too: `401 unauthorized`; of one that is no error the status alone. */
export function codeOf({ status, body }: LanAnswer): string {
  const code = at(body, 'error', 'code');
  return typeof code === 'string' ? `${status} ${code.toLowerCase()}` : String(status);
}
