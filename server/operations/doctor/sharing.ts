import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { certificateFile } from '../../sharing/certificate.ts';
import { readSetting } from '../../sharing/setting.ts';
import type { Finding } from '../finding.ts';
import type { Patient } from './patient.ts';
import { free } from './ports.ts';

const check = 'sharing';
/** How long a hub may take to answer, in milliseconds. */
const patience = 5_000;

/** Whether desks on the network can reach the hub, where they are to. */
export async function sharingFinding({ config, running }: Patient): Promise<Finding> {
  const setting = readSetting(config.dataDir);
  if (!setting.on) return { check, state: 'ok', said: 'It is off: only this computer reaches the hub' };
  const port = setting.port ?? config.sharingPort;
  if (!running) return free(check, '::', port);
  const problem = await greet(port, config.dataDir);
  if (problem === undefined)
    return { check, state: 'ok', said: `The hub answers on port ${port} with its certificate` };
  return {
    check,
    state: 'fail',
    said: `The hub does not answer on port ${port} with its certificate: ${problem}`,
    todo: 'See whether another program has that port, and whether a firewall of this computer lets it through',
  };
}

/** Shakes hands as a desk does, which knows the certificate; what went wrong, where something did. */
function greet(port: number, dataDir: string): Promise<string | undefined> {
  const [pem, id] = [certificateFile, 'hub.id'].map((name) => join(dataDir, name));
  if (!pem || !id || !existsSync(pem) || !existsSync(id)) return Promise.resolve('there is none');
  return new Promise((resolve) => {
    const servername = readFileSync(id, 'utf8').trim();
    const socket = connect({ host: '127.0.0.1', port, ca: readFileSync(pem), servername, timeout: patience });
    const end = (problem: string | undefined) => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('secureConnect', () => end(undefined));
    socket.once('error', (error) => end('code' in error ? String(error.code) : error.message));
    socket.once('timeout', () => end('nobody answered in time'));
  });
}
