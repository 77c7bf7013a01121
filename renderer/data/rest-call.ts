import type { Command, CommandHttp } from '../../shared/commands/define.ts';
import { type Refusal, refuse } from '../../shared/errors.ts';
import { askHub } from './hub.ts';
import type { Platform } from './platform.ts';
import type { RunOutcome } from './types.ts';

type Args = Readonly<Record<string, unknown>>;

/**
 * Does a hub-only command over its REST route. Refuses with `unavailable` where the hub cannot be reached; then nothing
 * was stored here, and whether the hub did it is known when it can be seen again.
 */
export async function callRest(
  platform: Platform,
  { token, session }: Bearer,
  command: Command,
  args: Args,
  ifVersion?: number,
): Promise<RunOutcome> {
  const http = command.http.find((one) => serves(one, args));
  if (!http) return refuse('validation_failed', `${command.summary}: these arguments fit no way of doing it`);
  const { path, body } = requestOf(http, args);
  const answer = await askHub(platform, {
    method: http.method,
    path: `/v2${path}`,
    token,
    headers: { 'X-Idempotency-Key': platform.makeUuid(), ...matching(ifVersion), ...signedIn(session) },
    ...(http.method !== 'DELETE' && { body }),
  });
  if (answer.kind === 'unreachable') return needsHub(command);
  if (answer.kind === 'refused') return answer.refusal;
  return {
    state: 'executed',
    result: { resource: command.resource, id: idIn(answer.body) ?? String(args.id) },
  };
}

/** As whom the hub is asked: the desk, and whoever is signed in there. */
export interface Bearer {
  readonly token: string;
  readonly session: string | undefined;
}

/** The header that says who is signed in at the desk (rule S12). */
export function signedIn(session: string | undefined): { readonly 'X-Desk-Session'?: string } {
  return session === undefined ? {} : { 'X-Desk-Session': session };
}

/** The header with which the hub does something only to the version that somebody saw. */
export function matching(version: number | undefined): { readonly 'If-Match'?: string } {
  return version === undefined ? {} : { 'If-Match': `"${version}"` };
}

/** Said of a command that only the hub can do, while it cannot be reached. */
export function needsHub(command: Command): Refusal {
  return refuse('unavailable', `“${command.summary}” needs the hub, which cannot be reached right now`);
}

function serves(http: CommandHttp, args: Args): boolean {
  const fixed = Object.entries(http.fixed ?? {});
  return (
    fixed.every(([name, value]) => args[name] === value) && namesIn(http.path).every((name) => name in args)
  );
}

/** Path parameters go into the path, what the path stands for is left out, the rest is the body. */
function requestOf(http: CommandHttp, args: Args): { path: string; body: Args } {
  const inPath = namesIn(http.path);
  const path = http.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(args[name])));
  const body = Object.fromEntries(
    Object.entries(args).filter(([name]) => !inPath.includes(name) && !(http.fixed && name in http.fixed)),
  );
  return { path, body };
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function idIn(body: unknown): string | undefined {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
