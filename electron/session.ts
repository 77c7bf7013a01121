import { session } from 'electron';
import { isDeskUrl } from './origin.ts';

/** What the desk's own page may do beyond drawing and fetching; all else is denied. */
const granted: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'notifications',
  'persistent-storage',
]);

/** Whether a page may have a permission of the browser. */
export function allowsPermission(permission: string, pageUrl: string): boolean {
  return granted.has(permission) && isDeskUrl(pageUrl);
}

/** Denies the window every permission it does not need: camera, location, devices. */
export function restrictSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    allowsPermission(permission, origin),
  );
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(allowsPermission(permission, details.requestingUrl)),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
