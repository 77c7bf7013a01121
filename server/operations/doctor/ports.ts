import { createServer } from 'node:net';
import type { Finding } from '../finding.ts';
import type { Patient } from './patient.ts';

/** How long a hub may take to answer, in milliseconds. */
const patience = 5_000;

/** Whether the hub answers, or could listen where it is to. */
export async function portFinding({ config, running }: Patient): Promise<Finding> {
  return running ? answering(running.url) : free('port', config.host, config.port);
}

async function answering(url: string): Promise<Finding> {
  const check = 'hub';
  try {
    const ready = await fetch(`${url}/v2/health/ready`, { signal: AbortSignal.timeout(patience) });
    if (ready.ok) return { check, state: 'ok', said: `It runs and answers at ${url}` };
    const said = `It runs at ${url} but cannot work (status ${ready.status})`;
    return { check, state: 'fail', said, todo: 'See the other lines for what is in the way' };
  } catch {
    const said = `It was started at ${url} but does not answer`;
    const todo = 'End it and start it again; what desks do meanwhile is kept there and comes afterwards';
    return { check, state: 'fail', said, todo };
  }
}

/** Whether a hub that does not run could listen there. */
export async function free(check: string, host: string, port: number): Promise<Finding> {
  const server = createServer();
  const problem = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    server.listen(port, host, () => resolve(undefined));
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (problem === undefined)
    return { check, state: 'ok', said: `No hub runs on this folder; port ${port} is free for one` };
  const said = `No hub runs on this folder, and ${host}:${port} cannot be had: ${wordsOf(problem)}`;
  const todo = `End the program that has the port, or start the hub with --port and another number`;
  return { check, state: 'fail', said, todo };
}

function wordsOf(code: string): string {
  if (code === 'EADDRINUSE') return 'another program uses it';
  if (code === 'EACCES') return 'this user may not use it';
  return code === 'EADDRNOTAVAIL' ? 'this computer has no such address' : code;
}
