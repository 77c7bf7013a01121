import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Who signs certificates. */
export interface Authority extends Certificate {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Asked {
  /** Whom it is for: host names. */
  readonly hosts: readonly string[];
  /** Who signs it; without one it signs itself. */
  readonly by?: Authority;
  /** Years within which it holds. */
  readonly years?: readonly [first: number, last: number];
}

const always = [2020, 2120] as const;

/** Makes somebody who signs certificates (X.509, in plain DER: no program is needed for it). */
export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = extension('551d13', true, sequence(tagged(0x01, Buffer.from([0xff]))));
  const cert = signed(publicKey, name, { name, privateKey }, always, [isAuthority]);
  return { name, privateKey, cert, key: pemOf(privateKey) };
}

/** Makes a certificate for a server. */
export function makeCertificate({ hosts, by, years = always }: Asked): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [name = ''] = hosts;
  const names = hosts.map((host) => tagged(0x82, Buffer.from(host)));
  const forHosts = extension('551d11', false, sequence(...names));
  const cert = signed(publicKey, name, by ?? { name, privateKey }, years, [forHosts]);
  return { cert, key: pemOf(privateKey) };
}

let serial = 1;

function signed(
  publicKey: KeyObject,
  subject: string,
  issuer: { readonly name: string; readonly privateKey: KeyObject },
  [first, last]: readonly [number, number],
  extensions: readonly Buffer[],
): string {
  const algorithm = sequence(identifier('2a8648ce3d040302'));
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1, serial++])),
    algorithm,
    nameOf(issuer.name),
    sequence(startOf(first), startOf(last)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, issuer.privateKey)]);
  const whole = sequence(body, algorithm, tagged(0x03, signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

function nameOf(name: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from(name)))));
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [tagged(0x01, Buffer.from([0xff]))] : [];
  return sequence(identifier(oid), ...flag, tagged(0x04, value));
}

function startOf(year: number): Buffer {
  return tagged(0x18, Buffer.from(`${year}0101000000Z`));
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** A value with its tag and length. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
