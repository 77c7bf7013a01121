import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Scope } from '../../shared/scopes.ts';

/** What a key may be allowed, in words of the practice; in the order in which they are offered. */
const words: Readonly<Partial<Record<Scope, MessageDescriptor>>> = {
  'availability:read': msg`See free times`,
  'bookings:read': msg`See bookings`,
  'bookings:write': msg`Book, move and cancel`,
  'bookings:overbook': msg`Book over another booking`,
  'customers:read': msg`See customers`,
  'customers:write': msg`Add and change customers`,
  'services:read': msg`See services`,
  'services:write': msg`Change services`,
  'resources:read': msg`See people and rooms`,
  'resources:write': msg`Change people and rooms`,
  'blocks:read': msg`See closures and time off`,
  'blocks:write': msg`Change closures and time off`,
  'series:read': msg`See repeating bookings`,
  'series:write': msg`Change repeating bookings`,
  'classes:read': msg`See classes`,
  'classes:write': msg`Change classes`,
  'waitlist:read': msg`See the waitlist`,
  'waitlist:write': msg`Change the waitlist`,
  'consents:read': msg`See what customers agreed to`,
  'consents:write': msg`Note what customers agree to`,
  'events:read': msg`Read what happened`,
  'webhooks:read': msg`See webhooks`,
  'webhooks:write': msg`Change webhooks`,
  'practice:read': msg`See the practice’s settings`,
  'practice:write': msg`Change the practice’s settings`,
  'staff:read': msg`See who works here`,
  'staff:write': msg`Change who works here`,
};

export const offeredScopes: readonly string[] = Object.keys(words);

/** `See bookings` of `bookings:read`; a scope that has no words here goes by its own name. */
export function scopeWords(scope: string): string {
  const found = Object.entries(words).find(([name]) => name === scope)?.[1];
  return found ? i18n._(found) : scope;
}
