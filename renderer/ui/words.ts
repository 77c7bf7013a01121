import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { doneAgain, takenBack } from '../../shared/commands/reasons.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { PartOfDay } from '../../shared/time/part-of-day.ts';

/** A refusal in one or two plain sentences; its own message speaks to programmers, and English. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'resource_unavailable':
      return t`The time isn’t free.`;
    case 'outside_policy':
      return policyWords(refusal.details);
    case 'invalid_transition':
      return t`The booking’s status has changed meanwhile.`;
    case 'depends_on':
      return t`It builds on an earlier change that wasn’t possible.`;
    case 'not_found':
      return t`It isn’t there any more.`;
    case 'version_conflict':
      return t`Somebody else changed it meanwhile.`;
    case 'invalid_resource':
      return t`This service isn’t offered there.`;
    case 'invalid_service':
      return t`The service isn’t offered any more.`;
    case 'invalid_customer':
      return t`The customer isn’t there any more.`;
    case 'validation_failed':
      return firstIssue(refusal) ?? t`Something in it can’t be used as it is.`;
    case 'unauthorized':
      return t`Somebody has to sign in for this first.`;
    case 'forbidden':
      return forbiddenWords(refusal.details);
    case 'device_revoked':
      return t`This desk was removed.`;
    case 'account_locked':
      return t`Too many wrong tries.`;
    case 'id_taken':
      return t`There is one like this already.`;
    case 'already_merged':
      return t`The record was merged into another.`;
    case 'erased':
      return t`The person’s data was erased.`;
    case 'hold_expired':
      return t`The hold ran out.`;
    case 'upgrade_required':
      return t`This program is too old for the hub.`;
    case 'rate_limited':
      return t`Too much was asked at once. Try again in a moment.`;
    case 'internal':
      return t`Something went wrong in the hub.`;
    case 'unavailable':
      if (refusal.details?.missing === 'room')
        return t`This computer’s disk is full. Nothing was changed, and what was done before is safe. Make room, then do it again.`;
      if (refusal.details?.reason === 'disk_full')
        return t`The disk of the hub’s computer is full. Nothing was changed. Make room there, then do it again.`;
      return refusal.details?.missing === 'commands'
        ? t`This desk was opened just now and hasn’t fetched all it needs. Nothing was changed. Do it again once the hub is here.`
        : t`The hub is busy or stopping.`;
    case 'payload_too_large':
      return t`This is too large.`;
    case 'cursor_expired':
      return t`This is older than what the hub keeps.`;
    case 'invalid_json':
    case 'query_too_complex':
    case 'tenant_mismatch':
    case 'unknown_endpoint':
    case 'method_not_allowed':
    case 'idempotency_in_progress':
    case 'idempotency_key_reused':
    case 'unsupported_media_type':
    case 'invalid_cursor':
      return t`The hub didn’t understand this desk. If it happens again, load the desk anew.`;
  }
}

function forbiddenWords(details: Refusal['details']): string {
  switch (details?.reason) {
    case 'sign_in':
      return t`The practice wants a person behind everything that is done at its desks. Sign in at this desk, then do it again.`;
    case 'staff_removed':
      return t`Whoever did this doesn’t work here any more, so the hub didn’t take it. Somebody else can do it again under their own name.`;
    case 'role':
      return t`The role of whoever did this doesn’t allow it. Somebody who may can do it again under their own name.`;
    case 'session_of_another_desk':
    case 'session_unknown':
      return t`The hub doesn’t know this sign-in any more. Sign in again at this desk, then do it again.`;
    default:
      return t`Whoever is signed in here may not do this.`;
  }
}

function policyWords(details: Refusal['details']): string {
  switch (details?.policy) {
    case 'no_pin':
      return t`No owner has a PIN yet, and nobody could let the desks in again. Give one a PIN under Staff first.`;
    case 'begun':
      return t`What has begun stays as it was.`;
    case 'upcoming_bookings': {
      const bookings = Array.isArray(details.bookings) ? details.bookings.length : 1;
      return plural(bookings, {
        one: 'There is still # booking to come. Move or cancel it first.',
        other: 'There are still # bookings to come. Move or cancel them first.',
      });
    }
    case 'last_owner':
      return t`This is the only owner. Make somebody else an owner first.`;
    case 'seats_taken':
      return t`More seats than that are taken.`;
    case 'holds':
      return t`This desk keeps too many times already.`;
    default:
      return t`The start isn’t one the practice offers.`;
  }
}

function firstIssue(refusal: Refusal): string | undefined {
  const issues = refusal.details?.issues;
  if (!Array.isArray(issues)) return undefined;
  const first: unknown = issues[0];
  if (typeof first !== 'object' || first === null) return undefined;
  const { path, message } = { path: '', message: '', ...first };
  return typeof message === 'string' && message !== '' ? issueWords(String(path), message) : undefined;
}

/**
 * What is wrong with a field. What the schemas say is English; where there are no words of this language for it, the
 * field alone is named.
 * @param path `phone` or `customer.phone`.
 */
export function issueWords(path: string, message: string): string {
  const field = fieldWords(path);
  switch (message) {
    case 'must be a phone number; with + and country code if it is foreign':
      return t`${field} must be a phone number; with + and country code if it is foreign.`;
    case 'must not be empty':
      return t`${field} must not be empty.`;
    case 'is missing':
      return t`${field} is missing.`;
    case 'must be another customer':
      return t`${field} must be another customer.`;
    case 'must be after from and now, by at most two years':
      return t`${field} must be in the future, at most two years ahead.`;
    case 'needs an email or a phone':
      return t`An e-mail or a phone is needed.`;
    case 'Invalid email address':
      return t`${field} must be an e-mail address.`;
    default:
      return i18n.locale === 'en' ? `${field} ${message}.` : t`${field}: this can’t be used.`;
  }
}

function fieldWords(path: string): string {
  const name = path.split('.').at(-1) ?? '';
  switch (name) {
    case 'name':
      return t`Name`;
    case 'phone':
      return t`Phone`;
    case 'email':
      return t`E-mail`;
    case 'notes':
      return t`Notes`;
    case 'until':
      return t`Until`;
    case 'start_at':
      return t`Start`;
    case 'duration':
      return t`Length`;
    case 'capacity':
      return t`Seats`;
    case 'reason':
    case 'override_reason':
      return t`Reason`;
    case 'pin':
      return t`PIN`;
    default:
      return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
  }
}

/** Why something was done: what somebody wrote, or what the desk gives by itself, in this desk's language. */
export function reasonWords(reason: string): string {
  if (reason === takenBack) return t`Taken back`;
  return reason === doneAgain ? t`Done again` : reason;
}

/** `Morning` */
export function partWords(part: PartOfDay): string {
  switch (part) {
    case 'morning':
      return t`Morning`;
    case 'afternoon':
      return t`Afternoon`;
    case 'evening':
      return t`Evening`;
  }
}

/** `morning`, within a line. */
export function partInside(part: PartOfDay): string {
  switch (part) {
    case 'morning':
      return t`morning`;
    case 'afternoon':
      return t`afternoon`;
    case 'evening':
      return t`evening`;
  }
}
