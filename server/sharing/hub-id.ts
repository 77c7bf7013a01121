import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** By what desks find their hub again, whatever its address; it moves with the data to another computer. */
export function hubId(dataDir: string): string {
  const file = join(dataDir, 'hub.id');
  if (!existsSync(file)) writeFileSync(file, `${randomUUID()}\n`, { flag: 'wx', flush: true });
  return z.uuid().parse(readFileSync(file, 'utf8').trim());
}
