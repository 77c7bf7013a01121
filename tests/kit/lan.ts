import { request as plainRequest } from 'node:http';
import { type Agent, request } from 'node:https';

/** Where a computer on the network asks, and by which certificate it knows whom it asks. */
export interface LanPlace {
  readonly host?: string;
  readonly port: number;
  /** PEM of the pinned certificate; absent: without encryption, as calendar programs do. */
  readonly ca?: string;
  /** A name that the certificate holds. */
  readonly servername?: string;
  /** Keeps connections for who asks much; absent: a new one each time. */
  readonly agent?: Agent;
}

export interface LanAnswer {
  readonly status: number;
  /** As it came. */
  readonly text: string;
  /** The JSON body; `{}` where there was none. */
  readonly body: Record<string, unknown>;
}

interface Asked {
  readonly body?: unknown;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks as another computer does; rejects where nobody answers, or not the one whose certificate is pinned. */
export function askOverLan(
  { host = '127.0.0.1', port, ca, servername, agent }: LanPlace,
  method: string,
  path: string,
  { body, bearer, headers = {} }: Asked = {},
): Promise<LanAnswer> {
  const all = {
    host,
    port,
    method,
    path,
    agent: agent ?? (false as const),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const sent = ca === undefined ? plainRequest(all) : request({ ...all, ca, servername });
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        const isJson = response.headers['content-type']?.includes('json') && text !== '';
        resolve({ status: response.statusCode ?? 0, text, body: isJson ? JSON.parse(text) : {} });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
