import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { idMaker } from '../../shared/ids.ts';
import { makeLog } from '../log.ts';
import { pooledRandomBytes } from '../random.ts';
import { deliveriesFile, storeFile } from '../store/files.ts';
import { openSqliteDeliveryLog } from '../store/sqlite-delivery-log.ts';
import { openSqliteReads } from '../store/sqlite-reads.ts';
import type { Mode } from '../store/store.ts';
import type { FromThread, ThreadStart, ToThread } from './messages.ts';
import { resolveName } from './resolve.ts';
import { startSending } from './sending.ts';

// The thread that sends webhooks: it reads the stores, and writes to the deliveries' own files. So nobody who books waits
// for it, and however many endpoints there are, they are told of things as they happen.

// Linux has priorities of threads; elsewhere this would be the whole hub's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { config, secret, lookEvery, ahead }: ThreadStart = workerData;
const clock = () => Date.now() + ahead;
const randomBytes = pooledRandomBytes();
const stores = { live: openReads('live'), test: openReads('test') };
const deliveries = { live: openLog('live'), test: openLog('test') };

function openReads(mode: Mode) {
  return openSqliteReads(storeFile(config, mode), mode);
}

/** NORMAL: what a power cut takes is taken with the position that stands for it, and so put down and sent once more. */
function openLog(mode: Mode) {
  return openSqliteDeliveryLog(deliveriesFile(config, mode), 'NORMAL');
}

function say(message: FromThread): void {
  parentPort?.postMessage(message);
}

const sending = startSending({
  clock,
  randomBytes,
  makeId: idMaker(clock, randomBytes),
  secret,
  lookEvery,
  resolve: resolveName,
  log: makeLog(config, clock, { write: (line) => say({ type: 'logged', line }) }),
  stores,
  deliveries,
  async disable(mode, tenant, why) {
    say({ type: 'disable', mode, tenant, why });
  },
});

parentPort?.on('message', async (message: ToThread) => {
  if (message.type === 'committed') {
    stores[message.mode].committed();
    sending.committed(message.mode, message.commit);
  }
  if (message.type === 'look') sending.look(message.mode, message.tenant);
  if (message.type === 'withhold') {
    await sending.withhold(message.mode, message.tenant);
    say({ type: 'withheld', n: message.n });
  }
  if (message.type === 'stop') {
    await sending.stop();
    for (const mode of ['live', 'test'] as const) {
      stores[mode].close();
      deliveries[mode].close();
    }
    parentPort?.close();
  }
});
