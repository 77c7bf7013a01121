import { Agent, request as ask } from 'node:https';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';
import type { Session } from 'electron';
import { network } from './net.ts';

type Verify = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;
type Certificate = Parameters<Verify>[0]['certificate'];

/**
 * A session besides the default one, with a network of its own. As in Chromium, who answers shows a certificate first,
 * the verify proc is asked about it, and only then does anything of a request leave; what it said of a certificate is
 * remembered.
 */
class Partition {
  #verify: Verify | undefined;
  readonly #said = new Map<string, number>();
  readonly #agents = new Map<string, Agent>();

  setCertificateVerifyProc(proc: Verify | null): void {
    this.#verify = proc ?? undefined;
  }

  async setProxy(_config: Parameters<Session['setProxy']>[0]): Promise<void> {}

  async fetch(input: string, init: RequestInit = {}): Promise<Response> {
    const cut = network().signal;
    if (cut.aborted) throw new TypeError('net::ERR_INTERNET_DISCONNECTED');
    const signal = init.signal ? AbortSignal.any([init.signal, cut]) : cut;
    const url = new URL(input);
    const pem = await shownBy(url, signal);
    if ((await this.#resultOf(url.hostname, pem)) !== 0) throw new TypeError('net::ERR_CERT_INVALID');
    return this.#send(url, pem, { ...init, signal });
  }

  async #resultOf(hostname: string, pem: string): Promise<number> {
    const key = `${hostname} ${pem}`;
    const known = this.#said.get(key);
    if (known !== undefined) return known;
    const verify = this.#verify;
    // Without one, Chromium trusts whom the system trusts: nobody whom a test makes.
    if (!verify) return -2;
    const certificate = certificateOf(pem);
    const result = await new Promise<number>((resolve) =>
      verify(
        {
          hostname,
          certificate,
          validatedCertificate: certificate,
          isIssuedByKnownRoot: false,
          verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID',
          errorCode: -202,
        },
        resolve,
      ),
    );
    this.#said.set(key, result);
    return result;
  }

  /** Over connections on which this very certificate was shown, and no other. */
  #send(url: URL, pem: string, init: RequestInit): Promise<Response> {
    const agent =
      this.#agents.get(pem) ?? new Agent({ ca: pem, checkServerIdentity: () => undefined, keepAlive: true });
    this.#agents.set(pem, agent);
    return new Promise((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const sent = ask(
        url,
        { agent, method: init.method ?? 'GET', headers, ...(init.signal && { signal: init.signal }) },
        (answer) => {
          const status = answer.statusCode ?? 0;
          if (status >= 300 && status < 400 && status !== 304 && init.redirect === 'error') {
            sent.destroy();
            reject(new TypeError('net::ERR_FAILED'));
            return;
          }
          const told = new Headers();
          for (const [name, values] of Object.entries(answer.headersDistinct))
            for (const value of values ?? []) told.append(name, value);
          const empty = [204, 205, 304].includes(status);
          const body = empty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>);
          resolve(new Response(body, { status, headers: told }));
        },
      );
      sent.on('error', reject);
      if (init.body instanceof ArrayBuffer) sent.end(Buffer.from(init.body));
      else if (init.body === undefined || init.body === null) sent.end();
      else reject(new TypeError('The double sends whole bodies only.'));
    });
  }
}

/**
 * The certificate that is shown at an address, once whoever shows it has proved to have its key. Nobody made known here
 * signed it, so the connection ends with that.
 */
function shownBy(url: URL, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port || 443) });
    const stop = () => socket.destroy(new Error('net::ERR_ABORTED'));
    signal.addEventListener('abort', stop);
    let pem: string | undefined;
    // Node's own listener of the same event ends the connection.
    socket.prependListener('secure', () => {
      pem = socket.getPeerX509Certificate()?.toString();
    });
    socket.on('secureConnect', () => socket.destroy());
    socket.on('error', (error) => {
      if (pem === undefined) reject(error);
    });
    socket.on('close', () => {
      signal.removeEventListener('abort', stop);
      if (pem === undefined) reject(new TypeError('net::ERR_CONNECTION_CLOSED'));
      else resolve(pem);
    });
  });
}

function certificateOf(data: string): Certificate {
  const nobody = {
    commonName: '',
    organizations: [],
    organizationUnits: [],
    locality: '',
    state: '',
    country: '',
  };
  return {
    data,
    fingerprint: '',
    issuer: nobody,
    issuerName: '',
    subject: nobody,
    subjectName: '',
    serialNumber: '',
    validStart: 0,
    validExpiry: 0,
    get issuerCert() {
      return certificateOf(data);
    },
  };
}

const partitions = new Map<string, Partition>();

/** The same session for the same name. */
export function fromPartition(name: string): Partition {
  const partition = partitions.get(name) ?? new Partition();
  partitions.set(name, partition);
  return partition;
}
