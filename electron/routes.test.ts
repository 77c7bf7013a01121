import { describe, expect, test } from 'vitest';
import { isDeskUrl } from './origin.ts';
import { routeOf } from './routes.ts';

const deskDir = '/app/out/renderer';
const get = (url: string) => routeOf({ method: 'GET', url }, deskDir);

describe('routes of app://desk', () => {
  test('a screen is index.html, an asset is its file', () => {
    const index = { to: 'file', file: '/app/out/renderer/index.html' };
    expect(get('app://desk/')).toEqual(index);
    expect(get('app://desk/customers/cust_1?tab=past')).toEqual(index);
    expect(get('app://desk/assets/main-1.js?x=1')).toEqual({
      to: 'file',
      file: '/app/out/renderer/assets/main-1.js',
    });
  });

  test('/v2 and /calendar go to the hub, with their query and whatever method', () => {
    expect(get('app://desk/v2/bookings?limit=1&cursor=%2F')).toEqual({
      to: 'hub',
      path: '/v2/bookings?limit=1&cursor=%2F',
    });
    expect(get('app://desk/calendar/feed/x.ics')).toEqual({ to: 'hub', path: '/calendar/feed/x.ics' });
    expect(routeOf({ method: 'DELETE', url: 'app://desk/v2/holds/hold_1' }, deskDir).to).toBe('hub');
  });

  test('a name that only begins like a forwarded one stays here', () => {
    expect(get('app://desk/v2x/a.js').to).toBe('file');
    expect(get('app://desk/calendars').to).toBe('file');
  });

  test.each([
    ['app://desk/..%2f..%2fetc%2fpasswd.txt', 400],
    ['app://desk/%2e%2e/%2e%2e%2fetc/passwd.txt', 400],
    ['app://desk/a%5c..%5csecret.txt', 400],
    ['app://desk/a%00.js', 400],
    ['app://desk/%zz.js', 400],
    ['app://desk/v2/..%2f..%2fadmin', 400],
    ['app://other/index.html', 404],
    ['app://desk.example/index.html', 404],
    ['app://user@desk/index.html', 404],
    ['file:///etc/passwd', 404],
  ])('%s is refused', (url, status) => {
    expect(get(url)).toEqual({ to: 'nowhere', status });
  });

  test('dots that the URL parser itself removes never leave the folder', () => {
    expect(get('app://desk/../../../etc/passwd.txt')).toEqual({
      to: 'file',
      file: '/app/out/renderer/etc/passwd.txt',
    });
  });

  test('a write to a file is refused', () => {
    expect(routeOf({ method: 'POST', url: 'app://desk/index.html' }, deskDir)).toEqual({
      to: 'nowhere',
      status: 405,
    });
  });
});

test.each([
  ['app://desk/', true],
  ['app://desk/board#invitation=x', true],
  ['app://desk:1/', false],
  ['app://desk@evil/', false],
  ['app://deskx/', false],
  ['https://desk/', false],
  ['', false],
])('isDeskUrl(%j) is %j', (url, expected) => {
  expect(isDeskUrl(url)).toBe(expected);
});
