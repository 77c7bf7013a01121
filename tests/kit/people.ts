import type { Role } from '../../shared/resources/staff.ts';
import type { Answer, TestHub } from './hub.ts';
import { text } from './rest.ts';

/** Calls the API with a bearer, or with none. */
export async function callAs(
  hub: TestHub,
  bearer: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const abort = new AbortController();
  const response = await fetch(hub.url + path, {
    method,
    signal: abort.signal,
    headers: {
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  const answered = isJson ? await response.text() : '';
  // Gives up reading a stream.
  if (!isJson) abort.abort();
  return {
    status: response.status,
    headers: response.headers,
    body: answered === '' ? {} : JSON.parse(answered),
  };
}

/** Somebody who works at the practice and has signed in. */
export interface Person {
  readonly id: string;
  readonly pin: string;
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** Adds somebody with the key, live unless another is given, and signs them in. */
export async function signedIn(hub: TestHub, role: Role, key = hub.keys.live): Promise<Person> {
  const pin = '283915';
  const made = await callAs(hub, key, 'POST', '/v2/staff', { name: `Some ${role}`, role, pin });
  const id = text(made.body, 'id');
  const session = await callAs(hub, key, 'POST', '/v2/sessions', { staff_id: id, pin });
  const token = text(session.body, 'token');
  return { id, pin, token, call: (method, path, body) => callAs(hub, token, method, path, body) };
}
