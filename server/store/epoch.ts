import { openWriter } from './sqlite-open.ts';

/**
 * Gives a restored database file an epoch of its own, while no hub runs on it: every cursor from before the restore
 * then means "start over" (rule S7). `makeEpoch` answers a UUID.
 */
export function renewEpoch(file: string, makeEpoch: () => string): void {
  const db = openWriter(file);
  db.prepare(
    `INSERT INTO hub (key, value) VALUES ('epoch', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  ).run(makeEpoch());
  db.close();
}
