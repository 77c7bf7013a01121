import { deskBoard } from './desk-board.ts';
import { deskChange } from './desk-change.ts';
import { deskDay } from './desk-day.ts';
import { deskFind } from './desk-find.ts';
import { deskIntents } from './desk-intents.ts';
import { deskLoad } from './desk-load.ts';
import { deskPull } from './desk-pull.ts';
import { deskRestore } from './desk-restore.ts';
import { deskStart } from './desk-start.ts';
import { deskWork } from './desk-work.ts';
import type { Section } from './harness.ts';

/** The built desk (`npm run build`) in an installed browser against a real hub. */
export const desk: readonly Section[] = [
  deskLoad,
  deskPull,
  deskRestore,
  deskChange,
  deskIntents,
  deskBoard,
  deskFind,
  deskWork,
  deskStart,
  deskDay,
];
