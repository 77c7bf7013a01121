import { hostname } from 'node:os';
import { channelNames } from '../../shared/ipc.ts';
import { bookFor, deskIn } from '../kit/browser-desk.ts';
import { allowHosts, register, startReceiver } from '../kit/receiver.ts';
import { askMain, expect, holdPort, hubProcess, test } from './world.ts';

test('the window pairs itself over the bridge, which has the channels of the table and no other', async ({
  launch,
}) => {
  const { page } = await launch();
  const desk = deskIn(page);
  await desk.untilInStep();
  await expect(desk.board.grid).toBeVisible();
  const bridge = await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'dunebook')));
  expect(bridge).toEqual(channelNames);
  expect(await askMain(page, 'invitation')).toMatch(/^inv_/);
  expect(await askMain(page, 'appInfo')).toEqual({
    version: '0.1.0',
    platform: process.platform,
    computer: hostname(),
  });
  expect(await askMain(page, 'hubStatus', 'now')).toContain('expected void');
  const node = ['require', 'process', 'module', 'electronDoubleInvoke'];
  expect(await page.evaluate((names) => names.filter((name) => name in globalThis), node)).toEqual([]);
});

test('another page in the window gets nothing over the bridge', async ({ launch }) => {
  const { page } = await launch();
  await deskIn(page).untilInStep();
  await page.goto('about:blank');
  expect(await askMain(page, 'invitation')).toContain("for the desk's own page only");
});

test('a link leads nowhere else: the window stays, an encrypted page opens outside, another nowhere', async ({
  launch,
}) => {
  const desktop = await launch();
  const { page } = desktop;
  const desk = deskIn(page);
  await desk.untilInStep();
  const before = page.url();
  await page.evaluate(() => {
    window.open('https://example.com/help');
    window.open('http://example.com/');
    window.open('file:///etc/passwd');
  });
  await expect.poll(() => desktop.openedOutside()).toEqual(['https://example.com/help']);
  await page.evaluate(() => {
    document.body.setAttribute('data-same', 'page');
    location.href = 'https://example.com/elsewhere';
  });
  // What the page asks for next is answered after that was decided.
  await askMain(page, 'hubStatus');
  await expect(page.locator('body')).toHaveAttribute('data-same', 'page');
  expect(page.url()).toBe(before);
  // The double closes a window after it was asked for; one that may stay would be there for good.
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(await desktop.openedOutside()).toEqual(['https://example.com/help']);
});

test('the page may notify, write to the clipboard and use nothing else of the computer', async ({
  launch,
}) => {
  const { page } = await launch();
  await deskIn(page).untilInStep();
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'clipboard-read',
      'clipboard-write',
    ] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'granted', 'denied', 'denied', 'granted']);
});

test('a second start shows the window of the first and ends; a notification shows it, too', async ({
  launch,
}) => {
  const desktop = await launch();
  await deskIn(desktop.page).untilInStep();
  await desktop.minimize();
  await expect.poll(async () => (await desktop.state())?.minimized).toBe(true);
  expect(await desktop.startAgain()).toBe(0);
  await expect.poll(async () => (await desktop.state())?.minimized).toBe(false);
  // So does a click on a notification of it.
  await desktop.minimize();
  await expect.poll(async () => (await desktop.state())?.minimized).toBe(true);
  await askMain(desktop.page, 'show');
  await expect.poll(async () => (await desktop.state())?.minimized).toBe(false);
  await expect(deskIn(desktop.page).connection).toHaveText('Hub here');
});

test('S1: the window opens where it was left, still paired, with what was booked', async ({
  practice,
  launch,
}) => {
  await practice.book('11:00', 'priya');
  const bounds = { x: 100, y: 60, width: 1200, height: 780 };
  const first = await launch();
  await deskIn(first.page).untilInStep();
  const pairing = await first.page.evaluate(() => localStorage.getItem('dunebook.session'));
  await first.move(bounds);
  await expect.poll(async () => (await first.state())?.bounds).toEqual(bounds);
  await first.page.close();
  expect(await first.ended).toBe(0);

  const second = await launch();
  const desk = deskIn(second.page);
  await desk.untilInStep();
  expect(await second.state()).toMatchObject({ bounds, visible: true });
  expect(await second.page.evaluate(() => localStorage.getItem('dunebook.session'))).toBe(pairing);
  await desk.goTo('/board/2026-04-20');
  await expect(desk.board.card('11:00 AM Priya Sharma')).toHaveCount(1);
});

test('S1, S2: a hub that is killed starts again with growing pauses; the desk works on meanwhile and settles', async ({
  practice,
  launch,
}) => {
  const { dataDir, url } = practice.hub;
  await practice.stopHub();
  const { page } = await launch();
  const desk = deskIn(page);
  await desk.untilInStep();
  await desk.goTo(`/board/${nextMonday(Date.now())}`);
  await desk.untilInStep();

  const killed = hubProcess(dataDir);
  const taken = holdPort(Number(new URL(url).port));
  process.kill(killed, 'SIGKILL');
  const giveBack = await taken;
  await expect(desk.connection).toHaveText('Offline');
  const status = () => askMain(page, 'hubStatus');
  await expect.poll(status, { timeout: 30_000 }).toMatchObject({
    state: 'down',
    reason: expect.stringContaining('Another program uses port'),
    retry_in_ms: 2_000,
  });

  await desk.board.click('Dr Niket', '11:00');
  await bookFor(page, 'Priya');
  const card = desk.board.card('11:00 AM Priya Sharma', 'Dr Niket', 'confirmed');
  await expect(card).toHaveAccessibleName(/waiting for the hub/);
  await page.reload();
  await expect(card).toHaveAccessibleName(/waiting for the hub/);
  await expect(desk.connection).toHaveText('Offline, 1 change waiting');

  await giveBack();
  await desk.untilInStep();
  expect(await status()).toEqual({ state: 'ready', url });
  expect(hubProcess(dataDir)).not.toBe(killed);
  await expect(card).toHaveAccessibleName('11:00 AM Priya Sharma, Consultation, Dr Niket, confirmed');
  expect(await practice.bookings()).toMatchObject([{ customer_id: 'cust_priya', status: 'confirmed' }]);
});

test('the built hub tells endpoints what happens, from its thread', async ({ practice, launch }) => {
  const { keys, url } = practice.hub;
  const receiver = await startReceiver();
  await allowHosts(practice.hub, [receiver.host]);
  await register(practice.hub, receiver.url, { events: ['customer.created'] });
  await practice.stopHub();
  const { page } = await launch();
  await deskIn(page).untilInStep();
  const answer = await fetch(`${url}/v2/customers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.live}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Anna Berg' }),
  });
  expect(answer.status).toBe(201);
  const [got] = await receiver.until(1);
  expect(got?.body).toContain('Anna Berg');
  await receiver.close();
});

/** The date of the first Monday that is wholly to come, when it is `now` (milliseconds since the epoch). */
function nextMonday(now: number): string {
  const day = 86_400_000;
  const untilMonday = (8 - new Date(now).getUTCDay()) % 7 || 7;
  return new Date(now + (untilMonday + 7) * day).toISOString().slice(0, 10);
}
