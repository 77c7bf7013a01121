import { expect, test, vi } from 'vitest';
import { fingerprintOf } from '../server/joining.ts';
import { makeCertificate } from '../tests/kit/certificates.ts';
import { fingerprintAt, pinnedFetch } from './pinned.ts';

type Verify = (request: { hostname: string; certificate: { data: string } }, decide: Decide) => void;
type Decide = (verdict: number) => void;

/** Chromium's network: each session asks what it was given whether the certificate is to be trusted. */
const network = vi.hoisted(() => ({ shown: '', verdicts: [] as number[] }));
vi.mock('electron', () => ({
  session: {
    fromPartition: () => {
      let verify: Verify | undefined;
      return {
        setCertificateVerifyProc: (given: Verify) => {
          verify = given;
        },
        setProxy: async () => undefined,
        fetch: async () => {
          const certificate = { data: network.shown };
          verify?.({ hostname: '192.168.1.66', certificate }, (verdict) => network.verdicts.push(verdict));
          if (network.verdicts.at(-1) !== 0) throw new Error('net::ERR_CERT_AUTHORITY_INVALID');
          return new Response('here');
        },
      };
    },
  },
}));

const garbage = '-----BEGIN CERTIFICATE-----\nAAECAwQ=\n-----END CERTIFICATE-----\n';
const there = { host: '192.168.1.66', port: 4651 };

test('whoever answers with what is no certificate is refused, and the program goes on', async () => {
  network.shown = garbage;
  const others: string[] = [];
  const ask = pinnedFetch('0'.repeat(64), (host) => others.push(host));
  await expect(ask('https://192.168.1.66:4651/', {})).rejects.toThrow('ERR_CERT');
  expect(others).toEqual(['192.168.1.66']);
  expect(await fingerprintAt(there)).toBeUndefined();
  expect(network.verdicts.every((verdict) => verdict !== 0)).toBe(true);
});

test('the pinned certificate is trusted for its hub; looking at one never is', async () => {
  const { cert } = makeCertificate({ hosts: ['192.168.1.66'] });
  network.shown = cert;
  const ask = pinnedFetch(fingerprintOf(cert), () => undefined);
  expect(await (await ask('https://192.168.1.66:4651/', {})).text()).toBe('here');
  expect(await fingerprintAt(there)).toBe(fingerprintOf(cert));
  expect(network.verdicts.at(-1)).not.toBe(0);
});
