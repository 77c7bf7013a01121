import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as z from 'zod';
import { flushUses } from '../../server/access/uses.ts';
import type { Practice } from '../e2e/practice.ts';
import { makeCertificate } from '../kit/certificates.ts';
import type { Desktop, Shell } from '../kit/desktop.ts';
import { launchDesktop } from '../kit/launch-desktop.ts';
import { test as base } from './world.ts';

/** What the hub answers to whoever lets another desk in. */
const pairingCode = z.object({ code: z.string(), link: z.string() });

/** A hub that is shared on the network, and the desktop program on a computer of its own. */
export interface Lan {
  /** Where the hub answers: `127.0.0.1:4651` */
  readonly address: string;
  readonly elsewhere: Desktop;
  code(): Promise<z.output<typeof pairingCode>>;
  /** Ends sharing; the port stays free. */
  away(): Promise<void>;
  back(): Promise<void>;
}

export const test = base.extend<{ lan: Lan }>({
  lan: async ({ practice, shell }, use) => {
    const { hub } = practice.hub;
    await hub.sharing.set({ on: true });
    const { port } = await hub.sharing.state();
    const data = mkdtempSync(join(tmpdir(), 'dunebook-elsewhere-'));
    const elsewhere = await launchDesktop(shell as Shell, { data, port: 0 });
    await use({
      address: `127.0.0.1:${port}`,
      elsewhere,
      code: async () =>
        pairingCode.parse((await practice.hub.call('POST', '/v2/devices/pairing-codes', {})).body),
      away: () => hub.sharing.set({ on: false }),
      back: () => hub.sharing.set({ on: true, port }),
    });
    await elsewhere.stop();
    rmSync(data, { recursive: true, force: true });
  },
});

/** Fills in what a person does who was told the code. */
export async function typeCode(page: Page, address: string, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Address of the hub' }).fill(address);
  await page.getByRole('textbox', { name: 'Code' }).fill(code);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** Somebody in the hub's place with a certificate of their own; answers with what of requests reached them. */
export async function inItsPlace(
  address: string,
): Promise<{ heard: readonly string[]; close(): Promise<void> }> {
  const heard: string[] = [];
  const server = createServer(makeCertificate({ hosts: ['127.0.0.1'] }), (request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  const [host, port] = address.split(':');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host, resolve);
  });
  return {
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The computers that the hub knows, as somebody in charge sees them. */
export async function desksOf(practice: Practice): Promise<readonly { id: string; name: string }[]> {
  // What it has heard of them is noted within a minute.
  await flushUses(practice.hub.hub);
  const { body } = await practice.hub.call('GET', '/v2/devices?limit=100');
  return z.object({ data: z.array(z.looseObject({ id: z.string(), name: z.string() })) }).parse(body).data;
}
