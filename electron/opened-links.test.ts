import { expect, test, vi } from 'vitest';
import { linkIn, openedLinkOf } from './links.ts';
import { hearLinks, keepLinks } from './opened-links.ts';

const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');
  return { app: Object.assign(new EventEmitter(), { isPackaged: false }) };
});
vi.mock('electron', () => electron);

const join = `dunebook://join?v=1&a=192.168.1.20%3A4651&f=${'a'.repeat(64)}&t=inv_0123456789abcdefghijkl&n=Dune%20Clinic`;

test.each([
  ['dunebook://booking/bk_01J8Z', { screen: '/booking/bk_01J8Z' }],
  ['dunebook://booking/bk_01J8Z/', { screen: '/booking/bk_01J8Z' }],
  ['dunebook://booking/../settings', undefined],
  ['dunebook://settings', undefined],
  ['dunebook://booking/bk_1?x=<script>', { screen: '/booking/bk_1' }],
  ['https://example.com/booking/bk_1', undefined],
  [join, { join, name: 'Dune Clinic', addresses: [{ host: '192.168.1.20', port: 4651 }] }],
  [
    join.replace('join?', 'join/?'),
    { join, name: 'Dune Clinic', addresses: [{ host: '192.168.1.20', port: 4651 }] },
  ],
  [join.replace(/&f=\w+/, ''), undefined],
  ['', undefined],
  ['/media/usb/dune.dunebook-backup', { backup: '/media/usb/dune.dunebook-backup' }],
  ['/media/usb/Dune Clinic.DUNEBOOK-BACKUP', { backup: '/media/usb/Dune Clinic.DUNEBOOK-BACKUP' }],
  ['dune.dunebook-backup', undefined],
  ['https://example.com/dune.dunebook-backup', undefined],
  [`/${'a'.repeat(4096)}.dunebook-backup`, undefined],
  ['/media/usb/dune.dunebook-backup.exe', undefined],
])('%s asks for %o', (text, asks) => {
  expect(openedLinkOf(text)).toEqual(asks);
});

test('a link is kept until the window asks, given once, and only to the page that is there', async () => {
  const links = keepLinks();
  links.open('dunebook://booking/bk_1');
  links.open('nothing of ours');
  expect(await links.next()).toEqual({ screen: '/booking/bk_1' });
  const gone = links.next();
  const there = links.next();
  expect(await gone).toBeUndefined();
  links.open('dunebook://booking/bk_2');
  expect(await there).toEqual({ screen: '/booking/bk_2' });
});

test('links come with the start of the program, and by the system', async () => {
  const links = keepLinks();
  const start = ['/usr/bin/dunebook', '--flag', 'dunebook://booking/bk_1'];
  expect(linkIn(start, '/home/ola')).toBe('dunebook://booking/bk_1');
  hearLinks(links, ['dunebook', 'dunebook://booking/bk_1'], '/home/ola');
  expect(await links.next()).toEqual({ screen: '/booking/bk_1' });
  const event = { preventDefault: vi.fn() };
  electron.app.emit('open-url', event, 'dunebook://booking/bk_3');
  expect(event.preventDefault).toHaveBeenCalled();
  expect(await links.next()).toEqual({ screen: '/booking/bk_3' });
});

test.each([
  ['/media/usb/a.dunebook-backup', '/media/usb/a.dunebook-backup'],
  ['a.dunebook-backup', '/home/ola/a.dunebook-backup'],
  ['../usb/a.dunebook-backup', '/home/usb/a.dunebook-backup'],
  ['file:///media/usb/Dune%20Clinic.dunebook-backup', '/media/usb/Dune Clinic.dunebook-backup'],
  ['--data=/tmp/a.dunebook-backup', undefined],
  ['/media/usb/a.zip', undefined],
])('started with %s the program opens %s', (arg, path) => {
  expect(linkIn(['/usr/bin/dunebook', '--demo', arg], '/home/ola')).toBe(path);
});

test('backups come with the start of the program, and by the system', async () => {
  const links = keepLinks();
  hearLinks(links, ['dunebook', 'a.dunebook-backup'], '/home/ola');
  expect(await links.next()).toEqual({ backup: '/home/ola/a.dunebook-backup' });
  const event = { preventDefault: vi.fn() };
  electron.app.emit('open-file', event, '/media/usb/b.dunebook-backup');
  expect(event.preventDefault).toHaveBeenCalled();
  expect(await links.next()).toEqual({ backup: '/media/usb/b.dunebook-backup' });
  electron.app.emit('open-file', event, '/media/usb/b.zip');
  electron.app.emit('open-file', event, '/media/usb/c.dunebook-backup');
  expect(await links.next()).toEqual({ backup: '/media/usb/c.dunebook-backup' });
});

test('what the tray asks for is for the next window where the one that asked was closed', async () => {
  const links = keepLinks();
  const gone = links.next();
  links.closed();
  expect(await gone).toBeUndefined();
  links.ask({ deed: 'book' });
  expect(await links.next()).toEqual({ deed: 'book' });
});
