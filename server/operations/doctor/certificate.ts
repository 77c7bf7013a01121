import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, lengthText } from '../finding.ts';
import type { Patient } from './patient.ts';

const check = 'certificate';
const restore =
  'Put certificate.pem and certificate.key back from a backup; with new ones every desk has to be let in again';

/** Whether the certificate by which desks know this hub is whole, fits its key, and holds today. */
export function certificateFinding({ config: { dataDir }, now }: Patient): Finding {
  const [pem, key] = ['certificate.pem', 'certificate.key'].map((name) => readIf(join(dataDir, name)));
  if (pem === undefined && key === undefined)
    return { check, state: 'ok', said: 'There is none yet; one is made when the hub first needs it' };
  if (pem === undefined || key === undefined) {
    const said = `certificate.${pem === undefined ? 'pem' : 'key'} is missing`;
    return { check, state: pem === undefined ? 'warn' : 'fail', said, todo: restore };
  }
  try {
    const certificate = new X509Certificate(pem);
    if (!certificate.checkPrivateKey(createPrivateKey(key)))
      return { check, state: 'fail', said: 'The certificate and its key do not fit', todo: restore };
    return dates(certificate, now);
  } catch {
    return { check, state: 'fail', said: 'The certificate or its key is damaged', todo: restore };
  }
}

function dates(certificate: X509Certificate, now: number): Finding {
  const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  const left = certificate.validToDate.getTime() - now;
  if (now < certificate.validFromDate.getTime())
    return {
      check,
      state: 'fail',
      said: `It holds only from ${certificate.validFrom} on`,
      todo: 'Look at this computer’s clock: the certificate cannot have been made later than now',
    };
  if (left > 0)
    return { check, state: 'ok', said: `It holds for ${lengthText(left)} more; fingerprint ${fingerprint}` };
  return {
    check,
    state: 'fail',
    said: `It ended ${lengthText(left)} ago`,
    todo: 'Look at this computer’s clock first; if that is right, make a new certificate and let every desk in again',
  };
}

function readIf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
