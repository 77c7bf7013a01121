import { expect, test, vi } from 'vitest';
import { opensOutside } from './navigation.ts';
import { allowsPermission } from './session.ts';

vi.mock('electron', () => ({ app: {}, session: {}, shell: {} }));

test.each([
  ['https://example.com/terms', true],
  ['http://example.com/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://server/share', false],
  ['app://desk/', false],
  ['not a url', false],
])('opening %s outside: %j', (url, allowed) => {
  expect(opensOutside(url)).toBe(allowed);
});

test.each([
  ['clipboard-sanitized-write', 'app://desk/', true],
  ['persistent-storage', 'app://desk/board', true],
  ['notifications', 'app://desk/board', true],
  ['notifications', 'https://example.com/', false],
  ['clipboard-read', 'app://desk/', false],
  ['media', 'app://desk/', false],
  ['geolocation', 'app://desk/', false],
  ['persistent-storage', 'https://example.com/', false],
])('permission %s for %s: %j', (permission, page, allowed) => {
  expect(allowsPermission(permission, page)).toBe(allowed);
});
