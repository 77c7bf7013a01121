import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { putWhole } from '../paper/files.ts';

const port = z.int().min(0).max(65535);

/** What the owner chose for this computer. */
const sharingSetting = z.object({
  on: z.boolean(),
  port: port.optional(),
  feeds: z.boolean(),
});
export type SharingSetting = z.output<typeof sharingSetting>;

const file = 'sharing.json';
const off: SharingSetting = { on: false, feeds: false };

/** What was chosen; a file that is none counts as off. */
export function readSetting(dataDir: string): SharingSetting {
  const path = join(dataDir, file);
  if (!existsSync(path)) return off;
  try {
    return sharingSetting.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return off;
  }
}

export function writeSetting(dataDir: string, setting: SharingSetting): Promise<void> {
  return putWhole(dataDir, file, `${JSON.stringify(setting)}\n`);
}
