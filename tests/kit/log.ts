import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestHub } from './hub.ts';

/** Everything that a hub has logged up to now, as it lies in its file. */
export async function logOf(hub: TestHub): Promise<string> {
  const last = await hub.call('GET', '/v2/health');
  const id = String(last.headers.get('x-request-id'));
  const file = join(hub.dataDir, 'logs/hub.log');
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text.includes(id)) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The lines of a log. */
export function linesOf(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object(JSON.parse(line)));
}

/** What of a practice's words a log may not have: names, addresses, numbers, notes, and whatever lets somebody in. */
export function saidIn(text: string, words: readonly string[]): string[] {
  const log = text.toLowerCase();
  return words.filter((word) => log.includes(word.toLowerCase()));
}
