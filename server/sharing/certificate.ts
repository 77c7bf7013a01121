import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  X509Certificate,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from '../joining.ts';

/** By what desks know their hub, whatever its address. */
export interface HubCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM; whoever has it can pass for this hub. */
  readonly key: string;
  /** SHA-256 of the certificate in DER, lower-case hex. */
  readonly fingerprint: string;
}

export const certificateFile = 'certificate.pem';
export const keyFile = 'certificate.key';

/** Desks know the certificate itself and never ask since when or until when; the hub's clock may be wrong, too. */
const firstDay = new Date('2020-01-01T00:00:00Z');
const lastDay = new Date('2120-01-01T00:00:00Z');

/** The certificate and its key do not fit, or the key of them is gone: a new one would shut every desk out without a word. */
export class CertificateError extends Error {}

/**
 * The hub's certificate, made where there is none yet. Throws `CertificateError` where its files are damaged.
 * @param hubId a name that the certificate holds, whatever the computer is called
 */
export async function hubCertificate(dataDir: string, hubId: string): Promise<HubCertificate> {
  const known = readCertificate(dataDir);
  if (known) return known;
  await makeCertificate(dataDir, hubId);
  return hubCertificate(dataDir, hubId);
}

/** Takes certificate and key away, so that new ones are made; every desk then has to be let in again. */
export async function forgetCertificate(dataDir: string): Promise<void> {
  // The certificate first: a key alone is one for which no certificate was made yet.
  for (const name of [certificateFile, keyFile]) await rm(join(dataDir, name), { force: true });
}

/**
 * A key first, then the certificate of it. Whoever comes second, as the command line may beside a hub, takes the key and
 * the certificate that it finds.
 */
async function makeCertificate(dataDir: string, hubId: string): Promise<void> {
  const key = existingOr(join(dataDir, keyFile), () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  const publicKey = String(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  const { generate } = await import('selfsigned');
  const own = hostname();
  const { cert } = await generate([{ name: 'commonName', value: `Dunebook ${hubId}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    keyPair: { privateKey: key, publicKey },
    notBeforeDate: firstDay,
    notAfterDate: lastDay,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [hubId, own, `${own}.local`].map((value) => ({ type: 2 as const, value })),
      },
    ],
  });
  await putUnlessThere(dataDir, certificateFile, cert);
}

function existingOr(path: string, make: () => string): string {
  if (!existsSync(path))
    try {
      writeFileSync(path, make(), { mode: 0o600, flag: 'wx', flush: true });
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  return readFileSync(path, 'utf8');
}

/** Whole or not at all, and never in the place of one that somebody else has put there meanwhile. */
async function putUnlessThere(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.dunebook-${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, join(folder, name));
    await rm(draft);
  } catch {
    if (existsSync(join(folder, name))) await rm(draft);
    else await rename(draft, join(folder, name));
  }
}

function readCertificate(dataDir: string): HubCertificate | undefined {
  const [certPath, keyPath] = [join(dataDir, certificateFile), join(dataDir, keyFile)];
  if (!existsSync(certPath)) return undefined;
  const help =
    'put both back from a backup, or make a new one with `certificate renew` and let every desk in again';
  if (!existsSync(keyPath))
    throw new CertificateError(`${keyFile} is missing beside ${certificateFile}: ${help}`);
  const [cert, key] = [readFileSync(certPath, 'utf8'), readFileSync(keyPath, 'utf8')];
  if (!fits(cert, key)) throw new CertificateError(`${certificateFile} and ${keyFile} do not fit: ${help}`);
  return { cert, key, fingerprint: fingerprintOf(cert) };
}

function fits(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
