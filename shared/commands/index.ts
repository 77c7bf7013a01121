import { createApiKey, createFeed, createInvite } from './access/create-access.ts';
import { pairDevice } from './access/pair-device.ts';
import { createBlock } from './blocks/create.ts';
import { deleteBlock } from './blocks/delete.ts';
import { updateBlock } from './blocks/update.ts';
import { createBooking } from './bookings/create.ts';
import { reopenBooking } from './bookings/reopen.ts';
import { rescheduleBooking } from './bookings/reschedule.ts';
import {
  cancelBooking,
  checkInBooking,
  completeBooking,
  confirmBooking,
  noShowBooking,
  startBooking,
} from './bookings/status.ts';
import { updateBooking } from './bookings/update.ts';
import { createCustomer } from './customers/create.ts';
import { deleteCustomer } from './customers/delete.ts';
import { updateCustomer } from './customers/update.ts';
import type { Command } from './define.ts';
import { createHold } from './holds/create.ts';
import { expireHold } from './holds/expire.ts';
import { releaseHold } from './holds/release.ts';
import { createPractice } from './practice/create.ts';
import { loadDocuments } from './practice/load.ts';
import { updatePractice } from './practice/update.ts';
import { createResource } from './resources/create.ts';
import { deleteResource } from './resources/delete.ts';
import { bringResourceOnline, takeResourceOffline } from './resources/set-online.ts';
import { updateResource } from './resources/update.ts';
import { createService } from './services/create.ts';
import { archiveService } from './services/delete.ts';
import { restoreService } from './services/restore.ts';
import { updateService } from './services/update.ts';

/** Every command there is, in the order the docs show them. */
const list = [
  createPractice,
  updatePractice,
  loadDocuments,
  createService,
  updateService,
  archiveService,
  restoreService,
  createResource,
  updateResource,
  deleteResource,
  takeResourceOffline,
  bringResourceOnline,
  createCustomer,
  updateCustomer,
  deleteCustomer,
  createBooking,
  updateBooking,
  rescheduleBooking,
  confirmBooking,
  cancelBooking,
  checkInBooking,
  startBooking,
  completeBooking,
  noShowBooking,
  reopenBooking,
  createBlock,
  updateBlock,
  deleteBlock,
  createHold,
  releaseHold,
  expireHold,
  createApiKey,
  createInvite,
  createFeed,
  pairDevice,
] as const;

export const allCommands: readonly Command[] = list;

const byName = new Map(allCommands.map((command) => [command.name, command]));

/** The command of a name, as it comes with an intent. */
export function commandOf(name: string): Command | undefined {
  return byName.get(name);
}

export type CommandName = (typeof list)[number]['name'];
