import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

/** What the program itself remembers of what somebody chose; what is not noted is as usual. */
const noted = z.object({
  look_for_updates: z.boolean().catch(true),
  close_to_tray: z.boolean().catch(false),
});
export type NotedSettings = z.output<typeof noted>;

/** What was chosen; as usual where nothing was, or nothing can be read. */
export function readSettings(file: string): NotedSettings {
  try {
    return noted.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return noted.parse({});
  }
}

/** Whole or not at all. */
export function writeSettings(file: string, settings: NotedSettings): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(settings), { flush: true });
  renameSync(`${file}.new`, file);
}
