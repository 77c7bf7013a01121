import { session } from 'electron';
import { fingerprintOf } from '../server/joining.ts';
import { writeAddress } from '../shared/lan/address.ts';
import type { HubAddress } from '../shared/lan/sharing.ts';
import type { Fetch } from './forward.ts';

/** What Chromium's network is told about a certificate: it is the one, or it is none that counts. */
const trusted = 0;
const refused = -2;

let looks = 0;

/**
 * A fetch that speaks with whoever has this one certificate and with nobody else: names and issuers do not matter, the
 * certificate does, and it is asked about before any of a request leaves. Each certificate has a session of its own,
 * since Chromium remembers what it was told about one.
 * @param fingerprint SHA-256 of the certificate, 64 hex digits
 * @param onOther Somebody answered with another certificate, at this host.
 */
export function pinnedFetch(fingerprint: string, onOther: (host: string) => void): Fetch {
  const own = session.fromPartition(`hub-${fingerprint}`, { cache: false });
  own.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    const isHub = seenOf(certificate.data) === fingerprint;
    if (!isHub) onOther(hostname);
    decide(isHub ? trusted : refused);
  });
  // The hub is on this network; a proxy of the practice leads out of it.
  const direct = own.setProxy({ mode: 'direct' });
  return async (url, init) => {
    await direct;
    return own.fetch(url, { ...init, bypassCustomProtocolHandlers: true });
  };
}

/** The fingerprint of whoever answers at an address, without sending anything; nothing where nobody does. */
export async function fingerprintAt(address: HubAddress): Promise<string | undefined> {
  looks += 1;
  const own = session.fromPartition(`look-${looks}`, { cache: false });
  let seen: string | undefined;
  own.setCertificateVerifyProc(({ certificate }, decide) => {
    seen = seenOf(certificate.data);
    decide(refused);
  });
  await own.setProxy({ mode: 'direct' });
  // The certificate is refused, so the request never leaves.
  await own
    .fetch(urlOf(address), { signal: AbortSignal.timeout(lookPatience), bypassCustomProtocolHandlers: true })
    .catch(() => undefined);
  return seen;
}

/** Whoever answers may show what Chromium takes for a certificate and Node does not: that is nobody's here. */
function seenOf(certificate: string): string | undefined {
  try {
    return fingerprintOf(certificate);
  } catch {
    return undefined;
  }
}

/** Milliseconds within which a hub on the same network answers. */
const lookPatience = 8_000;

/** `https://192.168.1.20:4651` */
export function urlOf(address: HubAddress): string {
  return `https://${writeAddress(address)}`;
}
