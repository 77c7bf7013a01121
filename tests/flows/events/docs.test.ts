import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeatEvery, streamsEach } from '../../../server/events/stream.ts';
import { patience } from '../../../server/events/stream-writer.ts';
import { schedules } from '../../../server/webhooks/schedule.ts';
import { signature } from '../../../server/webhooks/sign.ts';
import { commandsOf } from '../../../shared/event-payloads.ts';
import { type EventType, eventTypes } from '../../../shared/events.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { booked, list, text } from '../../kit/rest.ts';

const file = resolve(import.meta.dirname, '../../../docs/webhooks.md');
const page = readFileSync(file, 'utf8');

/** The one block of a language. */
function sampleOf(language: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))];
  expect([language, blocks.length]).toEqual([language, 1]);
  return blocks[0]?.[1] ?? '';
}

interface Language {
  /** What has to be installed; how it tells that it is. */
  readonly needs: readonly [program: string, ...args: string[]];
  readonly block: string;
  /** Files of a program that prints what the sample thinks of SECRET, ID, AT, SIGNATURE and a body on its input. */
  files(sample: string): Readonly<Record<string, string>>;
  readonly build?: readonly [program: string, ...args: string[]];
  readonly run: readonly [program: string, ...args: string[]];
}

const languages: readonly Language[] = [
  {
    needs: [process.execPath, '--version'],
    block: 'js',
    files: (sample) => ({
      'main.mjs': `${sample}
import { readFileSync } from 'node:fs';
const { SECRET, ID, AT, SIGNATURE } = process.env;
const headers = { 'webhook-id': ID, 'webhook-timestamp': AT, 'webhook-signature': SIGNATURE };
console.log(isFromDunebook(SECRET, headers, readFileSync(0)) ? 'yes' : 'no');`,
    }),
    run: [process.execPath, 'main.mjs'],
  },
  {
    needs: ['python3', '--version'],
    block: 'python',
    files: (sample) => ({
      'main.py': `${sample}
import os, sys
e = os.environ
headers = {"webhook-id": e["ID"], "webhook-timestamp": e["AT"], "webhook-signature": e["SIGNATURE"]}
print("yes" if is_from_dunebook(e["SECRET"], headers, sys.stdin.buffer.read()) else "no")`,
    }),
    run: ['python3', 'main.py'],
  },
  {
    needs: ['php', '--version'],
    block: 'php',
    files: (sample) => ({
      'main.php': `${sample}
$headers = ['webhook-id' => getenv('ID'), 'webhook-timestamp' => getenv('AT'), 'webhook-signature' => getenv('SIGNATURE')];
echo isFromDunebook(getenv('SECRET'), $headers, file_get_contents('php://stdin')) ? 'yes' : 'no';`,
    }),
    run: ['php', 'main.php'],
  },
  {
    needs: ['ruby', '--version'],
    block: 'ruby',
    files: (sample) => ({
      'main.rb': `${sample}
headers = { 'webhook-id' => ENV['ID'], 'webhook-timestamp' => ENV['AT'], 'webhook-signature' => ENV['SIGNATURE'] }
puts from_dunebook?(ENV['SECRET'], headers, $stdin.binmode.read) ? 'yes' : 'no'`,
    }),
    run: ['ruby', 'main.rb'],
  },
  {
    needs: ['go', 'version'],
    block: 'go',
    files: (sample) => ({
      'verify.go': sample,
      'main.go': `package main

import ("fmt"; "io"; "net/http"; "os")

func main() {
	headers := http.Header{}
	headers.Set("webhook-id", os.Getenv("ID"))
	headers.Set("webhook-timestamp", os.Getenv("AT"))
	headers.Set("webhook-signature", os.Getenv("SIGNATURE"))
	body, _ := io.ReadAll(os.Stdin)
	if isFromDunebook(os.Getenv("SECRET"), headers, body) { fmt.Println("yes") } else { fmt.Println("no") }
}`,
    }),
    build: ['go', 'build', '-o', 'verify', 'verify.go', 'main.go'],
    run: ['./verify'],
  },
  {
    needs: ['javac', '-version'],
    block: 'java',
    files: (sample) => ({
      'Webhooks.java': sample,
      'Main.java': `import java.util.Map;

class Main {
    public static void main(String[] args) throws Exception {
        Map<String, String> e = System.getenv();
        Map<String, String> headers = Map.of("webhook-id", e.get("ID"), "webhook-timestamp", e.get("AT"), "webhook-signature", e.get("SIGNATURE"));
        System.out.println(Webhooks.isFromDunebook(e.get("SECRET"), headers, System.in.readAllBytes()) ? "yes" : "no");
    }
}`,
    }),
    build: ['javac', 'Webhooks.java', 'Main.java'],
    run: ['java', '-cp', '.', 'Main'],
  },
];

function isInstalled({ needs: [program, ...args] }: Language): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const installed = languages.filter(isInstalled);

let hub: TestHub;
let receiver: Receiver;
const folder = mkdtempSync(join(tmpdir(), 'dunebook-samples-'));
beforeAll(async () => {
  hub = await startHub();
  await referencePractice(hub);
  receiver = await startReceiver();
  await allowHosts(hub, [receiver.host]);
});
afterAll(async () => {
  await hub.stop();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

interface Asked {
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function ask(language: Language, cwd: string, { secret, headers, body }: Asked): Promise<string> {
  const [program, ...args] = language.run;
  const env = {
    ...process.env,
    SECRET: secret,
    ID: headers['webhook-id'],
    AT: headers['webhook-timestamp'],
    SIGNATURE: headers['webhook-signature'],
  };
  return new Promise((done, failed) => {
    const child = execFile(program, args, { cwd, env }, (error, stdout) =>
      error ? failed(error) : done(stdout.trim()),
    );
    child.stdin?.end(body);
  });
}

describe('docs/webhooks.md', () => {
  test('has a sample in six languages; those that are installed here are run', () => {
    for (const { block } of languages) expect(sampleOf(block)).toMatch(/webhook-signature/);
    const missing = languages.filter((one) => !installed.includes(one)).map(({ block }) => block);
    console.log(
      `run: ${installed.map(({ block }) => block).join(', ')}; not installed: ${missing.join(', ') || 'none'}`,
    );
    expect(installed.map(({ block }) => block)).toContain('js');
  });

  test.each(installed)('the sample in $block takes what the hub sent, and nothing else', async (language) => {
    const { secret } = await register(hub, `${receiver.url}/${language.block}`, {
      events: ['customer.created'],
    });
    // With letters of more than one byte, and what JSON would write in another way.
    await hub.call('POST', '/v2/customers', {
      name: `Zoë Ångström 😀 <${language.block}>`,
      notes: 'a/b "c"',
    });
    const [got] = await receiver.until(1, ({ path }) => path === `/${language.block}`);
    const { headers = {}, body = '' } = got ?? {};
    const sample = sampleOf(language.block);
    const cwd = mkdtempSync(join(folder, 'sample-'));
    for (const [name, source] of Object.entries(language.files(sample)))
      writeFileSync(join(cwd, name), source);
    const [program, ...args] = language.build ?? [];
    if (program) execFileSync(program, args, { cwd });

    const id = headers['webhook-id'] ?? '';
    const now = Number(headers['webhook-timestamp']);
    const other = `whsec_${Buffer.from('another secret of 24 byt').toString('base64')}`;
    const signedBy = (secrets: string[], at = now) => ({
      ...headers,
      'webhook-timestamp': String(at),
      'webhook-signature': signature(secrets, id, at, body),
    });
    const cases: readonly [string, string, Asked][] = [
      ['as it came', 'yes', { secret, headers, body }],
      ['while secrets change', 'yes', { secret, headers: signedBy([other, secret]), body }],
      ['by another secret', 'no', { secret, headers: signedBy([other]), body }],
      [
        'of another version',
        'no',
        {
          secret,
          headers: {
            ...headers,
            'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') ?? '',
          },
          body,
        },
      ],
      ['another body', 'no', { secret, headers, body: body.replace('Zoë', 'Zoe') }],
      ['another id', 'no', { secret, headers: { ...headers, 'webhook-id': 'evt_other' }, body }],
      ['another time', 'no', { secret, headers: { ...headers, 'webhook-timestamp': String(now - 1) }, body }],
      ['from six minutes ago', 'no', { secret, headers: signedBy([secret], now - 360), body }],
      ['from six minutes ahead', 'no', { secret, headers: signedBy([secret], now + 360), body }],
    ];
    for (const [what, wanted, asked] of cases)
      expect([what, await ask(language, cwd, asked)]).toEqual([what, wanted]);
  });

  test('catching up by the two commands of the page', async () => {
    await booked(hub, '2027-04-19T05:00:00Z');
    const [first] = list((await hub.call('GET', '/v2/events?types=booking.*')).body, 'data');
    const env = {
      ...process.env,
      HUB: hub.url,
      KEY: hub.keys.live,
      POSITION: text(first, 'id'),
      no_proxy: '127.0.0.1',
    };
    const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, command = '']) => command);
    const [pull = '', stream = ''] = commands.filter((command) => command.includes('$POSITION'));
    const pulled = execFile('sh', ['-c', pull], { env });
    expect(await textOf(pulled)).toMatch(/^\{"data":\[\{"id":"evt_\w+","type":"booking.confirmed"/);
    const streamed = execFile('sh', ['-c', `exec ${stream}`], { env });
    expect(await textOf(streamed, 'event: live')).toMatch(
      /^data: \{"id":"evt_\w+","type":"booking.confirmed"/m,
    );
    streamed.kill();
  });

  test('the numbers that it tells are those that hold', () => {
    const told = page.replace(/\s+/g, ' ');
    expect(told).toContain(`every ${heartbeatEvery / 1000} seconds`);
    expect(told).toContain(`takes nothing for ${patience / 1000} seconds`);
    expect(told).toContain(`at most ${streamsEach} streams`);
    const inMinutes = Object.values(schedules).map((waits) => waits.map((wait) => wait / 60_000));
    const eightHours = Array.from({ length: 7 }, () => 480);
    expect(inMinutes).toEqual([
      [1, 10],
      [1, 10, 30, 60, 120, 240, ...eightHours, 499],
    ]);
    expect(inMinutes[1]?.reduce((sum, wait) => sum + wait)).toBe(72 * 60);
  });

  test('it lists every type and what tells it', () => {
    const types = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
    const rows = types.map((type) => {
      const commands = commandsOf(type).map(({ name }) => `\`${name}\``);
      return `| \`${type}\` | ${eventTypes[type]} | ${commands.join(', ')} |`;
    });
    const table = ['| type | | told by |', '|---|---|---|', ...rows, ''].join('\n');
    if (process.env.RECORD)
      writeFileSync(file, page.replace(/<!-- types -->[\s\S]*/, `<!-- types -->\n${table}`));
    expect(readFileSync(file, 'utf8').split('<!-- types -->\n')[1], 'RECORD=1 writes it anew').toBe(table);
  });
});

/** What a program prints until it ends, or until it has printed `enough`. */
function textOf(child: ReturnType<typeof execFile>, enough?: string): Promise<string> {
  return new Promise((done) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      if (enough !== undefined && printed.includes(enough)) done(printed);
    });
    child.on('close', () => done(printed));
  });
}
