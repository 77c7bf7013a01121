import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import { type LanHub, lanHub } from '../shared/ipc.ts';
import { formerDesk } from './former-desk.ts';

const noted = lanHub.extend({ former: formerDesk.optional() });

/** The hub on another computer that this window was let in at, and what that is still to be told. */
export type Target = z.output<typeof noted>;

/** Nothing: the hub of this computer is the window's. */
export function readTarget(path: string): Target | undefined {
  try {
    return noted.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export function writeTarget(path: string, target: Target): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(target, null, 2), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

export function forgetTarget(path: string): void {
  rmSync(path, { force: true });
}

/** The hub alone, as others are shown it. */
export function hubIn({ former: _ours, ...hub }: Target): LanHub {
  return hub;
}
