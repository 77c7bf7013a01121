import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../kit/clock.ts';
import { startHub, type TestHub } from '../../kit/hub.ts';
import { referencePractice } from '../../kit/practice.ts';
import { booked, errorOf, text } from '../../kit/rest.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ clock: testClock('2026-04-15T09:42:11Z') });
  await referencePractice(hub);
  await hub.call('POST', '/v2/customers', {
    id: 'cust_odd',
    name: '<b>Ravi</b> & "Co"',
    phone: '098765 43210',
  });
  await hub.call('POST', '/v2/resources', { id: 'res_room', name: 'Blue room', kind: 'room' });
  await hub.call('POST', '/v2/services', {
    id: 'svc_roomy',
    name: 'Long visit',
    duration: 60,
    needs: [
      { role: 'practitioner', kind: 'practitioner' },
      { role: 'room', kind: 'room' },
    ],
  });
  await booked(hub, '2026-04-20T05:00:00Z', {
    customer_id: 'cust_odd',
    service_id: 'svc_roomy',
    notes: 'Bring <script>alert(1)</script>',
  });
  const off = await booked(hub, '2026-04-20T10:00:00Z');
  await hub.call('POST', `/v2/bookings/${off}/cancel`, {});
  await hub.call('POST', '/v2/resources/res_dr_niket/time-off', {
    start_at: '2026-04-20T07:00:00Z',
    end_at: '2026-04-20T08:00:00Z',
    reason: 'Lunch',
  });
});
afterAll(() => hub.stop());

async function sheet(query: string, key = hub.keys.live): Promise<{ headers: Headers; html: string }> {
  const answer = await fetch(`${hub.url}/v2/schedule/day-sheet?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return { headers: answer.headers, html: await answer.text() };
}

/** Lines of the table: the cells' texts, as a reader sees them. */
function rows(html: string): string[] {
  return [...html.matchAll(/<tr[^>]*><td>(.*?)<\/tr>/gs)].map(([, cells = '']) =>
    cells
      .replaceAll(/<[^>]+>/g, '|')
      .replaceAll(/\|+/g, '|')
      .replace(/\|$/, ''),
  );
}

test('a day to print: visits with phone, service, room and notes, blocks and gaps, in the order of the day', async () => {
  const { headers, html } = await sheet('date=2026-04-20');
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(rows(html).map((row) => row.replaceAll('\u202f', ' '))).toEqual([
    '9:00 AM – 10:30 AM|Free',
    '10:30 AM – 11:30 AM|&lt;b&gt;Ravi&lt;/b&gt; &amp; &quot;Co&quot;|+919876543210|Long visit|Blue room|Bring &lt;script&gt;alert(1)&lt;/script&gt;',
    '11:30 AM – 12:30 PM|Free',
    '12:30 PM – 1:30 PM|Lunch',
    '1:30 PM – 6:00 PM|Free',
  ]);
  expect(html).toContain('Monday, April 20, 2026');
  expect(html).toContain('@page{size:A4');
  expect(html).not.toMatch(/<script|src=|href=/);
});

test('rooms only where they are asked for; an empty day says so; a page for each', async () => {
  expect((await sheet('date=2026-04-20')).html.match(/<section>/g)).toHaveLength(1);
  const both = (await sheet('date=2026-04-20&resource_id=res_dr_niket,res_room')).html;
  expect([both.match(/<section>/g)?.length, both.includes('<h1>Blue room</h1>')]).toEqual([2, true]);
  expect((await sheet('date=2026-04-19')).html).toContain('Nobody works on this day.');
});

test('P4: names and phone numbers only for those who may read customers', async () => {
  const key = await hub.call('POST', '/v2/api-keys', { name: 'Wall', scopes: ['bookings:read'] });
  const { html } = await sheet('date=2026-04-20', text(key.body, 'secret'));
  expect(html).toContain('cust_odd');
  expect(html).not.toMatch(/Ravi|98765/);
});

test('what is no date or no resource is refused', async () => {
  const get = async (query: string) => errorOf(await hub.call('GET', `/v2/schedule/day-sheet?${query}`));
  expect(await get('date=2026-02-30')).toBe('validation_failed');
  expect(await get('date=9999-12-31')).toBe('validation_failed');
  expect(await get('resource_id=res_none')).toBe('invalid_resource');
});
