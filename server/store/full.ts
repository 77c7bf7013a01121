import { RefusalError, refuse } from '../../shared/errors.ts';

/** What SQLite says where a file cannot grow. */
const full = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'];

/** What failed, in words for whoever asked where it is a disk without room: nothing was changed, and trying again helps. */
export function orNoRoom(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!full.includes(code)) return error;
  const words =
    'The disk of the hub’s computer is full. Nothing was changed; make room there, and it goes on by itself';
  return new RefusalError(refuse('unavailable', words, { reason: 'disk_full', retry_after: 10 }));
}
