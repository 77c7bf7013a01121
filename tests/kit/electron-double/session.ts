import type { BrowserContext } from '@playwright/test';
import type { Session } from 'electron';
import { fromPartition } from './partition.ts';

type Handlers = Pick<
  Session,
  'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler'
>;
type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

/** The permissions that pages are tried for, by Electron's name and by Chromium's. */
const asked = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  media: 'camera',
  midi: 'midi',
  notifications: 'notifications',
} as const;

let check: Check = () => true;

/**
 * Only the check handler decides here: Chromium settles a permission before a page asks, and there are no devices, so
 * the request and device handlers are never called.
 */
const defaultSession = {
  setPermissionCheckHandler(handler) {
    check = handler ?? (() => true);
  },
  setPermissionRequestHandler() {},
  setDevicePermissionHandler() {},
} satisfies Handlers;

export const session = { defaultSession, fromPartition };

/** Grants a page what the check handler allows it, and nothing else. */
export async function settlePermissions(context: BrowserContext, appUrl: string, url: string): Promise<void> {
  const details = { isMainFrame: true, requestingUrl: appUrl };
  const names = Object.entries(asked) as [keyof typeof asked, (typeof asked)[keyof typeof asked]][];
  const granted = names
    .filter(([name]) => check(null, name, appUrl, details))
    .map(([, chromium]) => chromium);
  await context.grantPermissions(granted, { origin: new URL(url).origin });
}
