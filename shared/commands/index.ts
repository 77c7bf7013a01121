import { createApiKey, revokeApiKey, rotateApiKey } from './access/api-keys.ts';
import { createInvite } from './access/create-access.ts';
import { createFeed, removeFeed, rotateFeed } from './access/feeds.ts';
import { pairDevice } from './access/pair-device.ts';
import { removeDevice } from './access/remove-device.ts';
import { replaceDevice } from './access/replace-device.ts';
import { closeDays } from './blocks/close-days.ts';
import { createBlock } from './blocks/create.ts';
import { deleteBlock } from './blocks/delete.ts';
import { updateBlock } from './blocks/update.ts';
import { cancelBookingAsGuest } from './bookings/cancel-as-guest.ts';
import { createBooking } from './bookings/create.ts';
import { createBookingAsGuest } from './bookings/create-as-guest.ts';
import { putBackBookings } from './bookings/put-back.ts';
import { reassignBookings } from './bookings/reassign.ts';
import { reopenBooking } from './bookings/reopen.ts';
import { rescheduleBooking } from './bookings/reschedule.ts';
import { resolveBooking } from './bookings/resolve.ts';
import {
  cancelBooking,
  checkInBooking,
  completeBooking,
  confirmBooking,
  noShowBooking,
  startBooking,
} from './bookings/status.ts';
import { stepBackBooking } from './bookings/step-back.ts';
import { updateBooking } from './bookings/update.ts';
import { cancelClass } from './classes/cancel.ts';
import { createClass } from './classes/create.ts';
import { rescheduleClass } from './classes/reschedule.ts';
import { updateClass } from './classes/update.ts';
import { createCustomer } from './customers/create.ts';
import { deleteCustomer } from './customers/delete.ts';
import { mergeCustomers } from './customers/merge.ts';
import { reapplyErasures } from './customers/reapply-erasures.ts';
import { setConsent } from './customers/set-consent.ts';
import { updateCustomer } from './customers/update.ts';
import type { Command } from './define.ts';
import { createHold } from './holds/create.ts';
import { expireHold } from './holds/expire.ts';
import { releaseHold } from './holds/release.ts';
import { addImportRows, createImport, discardImport, startImport } from './imports/load.ts';
import { runImport } from './imports/run.ts';
import { takeBackImport, undoImport } from './imports/undo.ts';
import { createPractice } from './practice/create.ts';
import { loadDocuments } from './practice/load.ts';
import { setUpPractice } from './practice/set-up.ts';
import { updatePractice } from './practice/update.ts';
import { createResource } from './resources/create.ts';
import { deleteResource } from './resources/delete.ts';
import { bringResourceOnline, takeResourceOffline } from './resources/set-online.ts';
import { setWorkingHours } from './resources/set-working-hours.ts';
import { addSkill, removeSkill } from './resources/skills.ts';
import { updateResource } from './resources/update.ts';
import { cancelSeries } from './series/cancel.ts';
import { createSeries } from './series/create.ts';
import { updateSeries } from './series/update.ts';
import { createService } from './services/create.ts';
import { archiveService } from './services/delete.ts';
import { restoreService } from './services/restore.ts';
import { updateService } from './services/update.ts';
import { createStaff } from './staff/create.ts';
import { deleteStaff } from './staff/delete.ts';
import { resetPin } from './staff/reset-pin.ts';
import { endSession, openSession } from './staff/sessions.ts';
import { updateStaff } from './staff/update.ts';
import { cancelVisit } from './visits/cancel.ts';
import { createVisit } from './visits/create.ts';
import { rescheduleVisit } from './visits/reschedule.ts';
import { acceptOffer, declineOffer } from './waitlist/answer.ts';
import { bookWaitlistEntry } from './waitlist/book.ts';
import { expireOffer, expireWaitlistEntry } from './waitlist/expire.ts';
import { joinWaitlist } from './waitlist/join.ts';
import { leaveWaitlist } from './waitlist/leave.ts';
import { offerWaitlistEntry } from './waitlist/offer.ts';
import { offerFreedTime } from './waitlist/offer-freed.ts';
import { updateWaitlistEntry } from './waitlist/update.ts';
import { createWebhook } from './webhooks/create.ts';
import { deleteWebhook } from './webhooks/delete.ts';
import { replayWebhook } from './webhooks/replay.ts';
import { rotateWebhookSecret } from './webhooks/rotate-secret.ts';
import { disableWebhook, enableWebhook } from './webhooks/switch.ts';
import { updateWebhook } from './webhooks/update.ts';

/** Every command there is, in the order the docs show them. */
const list = [
  createPractice,
  setUpPractice,
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
  setWorkingHours,
  addSkill,
  removeSkill,
  createCustomer,
  updateCustomer,
  deleteCustomer,
  mergeCustomers,
  reapplyErasures,
  setConsent,
  createImport,
  addImportRows,
  startImport,
  discardImport,
  runImport,
  undoImport,
  takeBackImport,
  createBooking,
  createBookingAsGuest,
  updateBooking,
  rescheduleBooking,
  reassignBookings,
  confirmBooking,
  cancelBooking,
  cancelBookingAsGuest,
  checkInBooking,
  startBooking,
  completeBooking,
  noShowBooking,
  reopenBooking,
  putBackBookings,
  stepBackBooking,
  resolveBooking,
  createVisit,
  rescheduleVisit,
  cancelVisit,
  createSeries,
  updateSeries,
  cancelSeries,
  createClass,
  updateClass,
  rescheduleClass,
  cancelClass,
  createBlock,
  closeDays,
  updateBlock,
  deleteBlock,
  createHold,
  releaseHold,
  expireHold,
  joinWaitlist,
  updateWaitlistEntry,
  leaveWaitlist,
  offerWaitlistEntry,
  acceptOffer,
  bookWaitlistEntry,
  declineOffer,
  offerFreedTime,
  expireOffer,
  expireWaitlistEntry,
  createApiKey,
  rotateApiKey,
  revokeApiKey,
  createInvite,
  createFeed,
  rotateFeed,
  removeFeed,
  pairDevice,
  removeDevice,
  replaceDevice,
  createStaff,
  updateStaff,
  resetPin,
  deleteStaff,
  openSession,
  endSession,
  createWebhook,
  updateWebhook,
  deleteWebhook,
  rotateWebhookSecret,
  enableWebhook,
  disableWebhook,
  replayWebhook,
] as const;

export const allCommands: readonly Command[] = list;

const byName = new Map(allCommands.map((command) => [command.name, command]));

/** The command of a name, as it comes with an intent. */
export function commandOf(name: string): Command | undefined {
  return byName.get(name);
}

export type CommandName = (typeof list)[number]['name'];
