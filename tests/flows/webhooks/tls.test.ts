import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Certificate, makeAuthority, makeCertificate } from '../../kit/certificates.ts';
import { type HubProcess, startHubProcess } from '../../kit/hub-process.ts';
import { allowHosts, type Receiver, register, startReceiver } from '../../kit/receiver.ts';
import { at, text } from '../../kit/rest.ts';
import { untilLogged } from './kit.ts';

const trusted = makeAuthority('Trusted here');
const other = makeAuthority('Trusted elsewhere');
const folder = mkdtempSync(join(tmpdir(), 'dunebook-tls-'));

let hub: HubProcess;
const receivers: Receiver[] = [];
beforeAll(async () => {
  const file = join(folder, 'ca.pem');
  writeFileSync(file, trusted.cert);
  hub = await startHubProcess({ now: '2026-04-15T04:00:00Z', env: { NODE_EXTRA_CA_CERTS: file } });
});
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});
afterAll(async () => {
  await hub.remove();
  rmSync(folder, { recursive: true });
});

/** Sends a test to somebody who shows a certificate; answers with them and the delivery, once it has a status. */
async function sentTo(certificate: Certificate, status: string): Promise<[Receiver, object | undefined]> {
  const receiver = await startReceiver(certificate);
  receivers.push(receiver);
  await allowHosts(hub, [receiver.host]);
  const { id } = await register(hub, receiver.url);
  await hub.call('POST', `/v2/webhooks/${id}/test`, { type: 'booking.created' });
  const [sent] = await untilLogged(hub, id, status, 1);
  return [receiver, sent];
}

test('P3: what the hub’s computer trusts is sent to by https', async () => {
  const [{ got, url }] = await sentTo(makeCertificate({ hosts: ['localhost'], by: trusted }), 'succeeded');
  expect(url).toMatch(/^https:/);
  expect(got.map(({ body }) => JSON.parse(body).type)).toEqual(['booking.created']);
});

const refused: readonly (readonly [why: string, certificate: Certificate, error: string])[] = [
  ['signed by itself', makeCertificate({ hosts: ['localhost'] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [
    'signed by somebody unknown',
    makeCertificate({ hosts: ['localhost'], by: other }),
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'that has run out',
    makeCertificate({ hosts: ['localhost'], by: trusted, years: [2020, 2021] }),
    'CERT_HAS_EXPIRED',
  ],
  [
    'of another host',
    makeCertificate({ hosts: ['hooks.example.com'], by: trusted }),
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
];
for (const [why, certificate, error] of refused)
  test(`P3: a certificate ${why} gets nothing, though the owner allows the host; the log says why`, async () => {
    const [{ got }, sent] = await sentTo(certificate, 'pending');
    expect([text(sent, 'tries', 0, 'error'), at(sent, 'tries', 0, 'status')]).toEqual([error, undefined]);
    expect(got).toEqual([]);
  });
