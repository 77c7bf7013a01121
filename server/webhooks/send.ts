import http from 'node:http';
import https from 'node:https';
import { barredAtOnce, notAllowed } from './guard.ts';

/** Of an answer no more than this is read, in bytes. */
const mostRead = 2 ** 20;
/** And this much of it is kept, in characters. */
const keptBody = 2_000;
const keptHeaders = 30;
const keptHeader = 500;

export interface Outgoing {
  readonly url: URL;
  /** Whether the owner allows its host, wherever it is. */
  readonly allowed: boolean;
  readonly agent: http.Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it: the time is up, or the hub stops. */
  readonly signal: AbortSignal;
}

/** The head of an answer, or why there was none. */
export interface Answered {
  readonly status?: number;
  readonly error?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request. Redirects are answers like any other: nothing is ever followed. Never rejects. */
export async function send(out: Outgoing): Promise<Answered> {
  if (barredAtOnce(out.url, out.allowed)) return { error: notAllowed };
  const first = await sendOnce(out);
  // A connection that was kept may have been closed by the other side just now; that is no failure of theirs.
  return first.stale && !out.signal.aborted ? (await sendOnce(out)).answered : first.answered;
}

function sendOnce(out: Outgoing): Promise<{ answered: Answered; stale: boolean }> {
  const { url, agent, headers, body, signal } = out;
  return new Promise((resolve) => {
    let answered: Answered | undefined;
    const { request: begin } = url.protocol === 'https:' ? https : http;
    const request = begin(url, { method: 'POST', agent, headers, signal });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      // What came after the head of an answer does not undo it.
      resolve(
        answered
          ? { answered, stale: false }
          : { answered: { error: signal.aborted ? String(signal.reason) : codeOf(error) }, stale },
      );
    });
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      const headOf = (text: string) => ({
        status,
        headers: keptOf(response.headers),
        ...(text && { body: text }),
      });
      answered = headOf('');
      let text = '';
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        if (text.length < keptBody) text = (text + chunk.toString('latin1')).slice(0, keptBody);
        size += chunk.length;
        answered = headOf(text);
        if (size > mostRead) response.destroy();
      });
      response.on('error', () => {});
      response.on('close', () => resolve({ answered: headOf(readable(text)), stale: false }));
    });
    request.end(body);
  });
}

/** The bytes as text; what is cut off, or no text, is replaced. */
function readable(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\0', '\uFFFD');
}

function keptOf(headers: http.IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name !== 'set-cookie');
  return Object.fromEntries(
    kept.slice(0, keptHeaders).map(([name, value]) => [name, String(value).slice(0, keptHeader)]),
  );
}

/** A short name of what went wrong: `ECONNREFUSED`, `address_not_allowed`. */
function codeOf(error: NodeJS.ErrnoException & { errors?: readonly NodeJS.ErrnoException[] }): string {
  return error.code ?? error.errors?.[0]?.code ?? error.name;
}
