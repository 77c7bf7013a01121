import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { TestHub } from '../../kit/hub.ts';
import { at, list } from '../../kit/rest.ts';

/** Deliveries to an endpoint as its log has them, the oldest first. */
export async function logOf(hub: Pick<TestHub, 'call'>, endpoint: string, query = ''): Promise<object[]> {
  const { body } = await hub.call('GET', `/v2/webhooks/${endpoint}/deliveries?limit=100${query}`);
  return list(body, 'data').toReversed();
}

/** Resolves when the log of an endpoint has so many deliveries of a status, with at least so many tries each. */
export async function untilLogged(
  hub: Pick<TestHub, 'call'>,
  endpoint: string,
  status: string,
  count: number,
  attempts = 1,
): Promise<object[]> {
  return vi.waitFor(
    async () => {
      const found = await logOf(hub, endpoint, `&status=${status}`);
      expect(found.map((one) => at(one, 'attempts'))).toEqual(
        Array.from({ length: count }, () => expect.toSatisfy((tries: number) => tries >= attempts)),
      );
      return found;
    },
    { timeout: 60_000, interval: 5 },
  );
}

/** What an endpoint answers to GET. */
export async function endpointOf(hub: Pick<TestHub, 'call'>, id: string): Promise<Record<string, unknown>> {
  return (await hub.call('GET', `/v2/webhooks/${id}`)).body;
}

/** Names of the files in a hub's data folder that hold a word. */
export function filesHolding(dataDir: string, word: string): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && readFileSync(join(one.parentPath, one.name)).includes(word))
    .map(({ name }) => name);
}
