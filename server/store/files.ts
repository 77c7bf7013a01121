import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Mode } from './store.ts';

/** Live and sandbox data are two files each (rule S10). */
export function storeFile({ dataDir }: Config, mode: Mode): string {
  return join(dataDir, `${mode}.sqlite`);
}

export function deliveriesFile({ dataDir }: Config, mode: Mode): string {
  return join(dataDir, `${mode}-deliveries.sqlite`);
}
