/** Instants that are none (rules T1, T8). */
const wrongInstants = [
  '2026-05-04T09:00:00',
  '2026-05-04 09:00:00Z',
  '2026-05-04',
  '2026-02-30T09:00:00Z',
  '2026-13-01T09:00:00Z',
  '2026-05-04T24:00:00Z',
  '2026-05-04T09:00:61Z',
  '2026-05-04T09:00:00.5Z',
  '2026-05-04T09:00:00+25:00',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
  'tomorrow',
  1_777_900_000,
  '',
];

/** What no field of any body takes. */
const neverRight = [{ unknown: { deep: [1] } }, [[1]], { 0: [] }, 1e308, -1];

/** Fields that take any object: what is in it is looked at elsewhere. */
const anyObject = ['variables', 'extensions'];

/** Values that one field, whatever the resource, does not take. */
const wrongFor: Readonly<Record<string, readonly unknown[]>> = {
  id: ['bk', 'xx_1', 'bk_a b', `bk_${'x'.repeat(60)}`, '', null, 7, true],
  customer_id: ['cust_nobody', 'bk_1', '', null, 7],
  service_id: ['svc_nothing', 'bk_1', '', null, 7],
  resource_id: ['res_nobody', 'bk_1', '', 7],
  into: ['cust_nobody', 'cust_twice', 'bk_1', '', null, 7],
  granted: ['true', 1, null],
  source: ['', ' ', 7, null, 'x'.repeat(101)],
  wording: ['', 7, null, 'x'.repeat(2001)],
  hold_id: ['hold_none', 'bk_1', '', null, 7],
  start_at: wrongInstants,
  end_at: [...wrongInstants, '2020-01-01T00:00:00Z'],
  duration: [0, -30, 1.5, '30', null, 24 * 60 + 1, 2 ** 53],
  class_id: ['cls_none', 'bk_1', '', null, 7],
  capacity: [0, -1, 1.5, '8', 501, 2 ** 53],
  hold_minutes: [0, -5, 31, 1.5, '5', null],
  name: ['', '   ', null, 7, true, 'x'.repeat(201)],
  description: [null, 7, 'x'.repeat(5001)],
  notes: [7, true, 'x'.repeat(5001)],
  email: ['', 'x', 'a@b', 'a b@example.com', 'a@example.com\u0000', 7],
  phone: ['abc', '1', '+', 'x'.repeat(41), 7],
  language: ['', 'English', 'e', 7],
  alert: ['', 7, 'x'.repeat(201)],
  tags: ['vip', [''], [7], [null], Array(21).fill('x'), null],
  skills: ['laser', [''], [7], null],
  color: ['red', '#fff', '#12345g', 7],
  kind: ['person', '', null, 7],
  timezone: ['Mars/Olympus', '', '+02:00', 'Europe/Berlin\u0000', 7],
  currency: ['EURO', 'eu', '', null, 7],
  country: ['Germany', 'de', '', null, 7],
  locale: ['', 'x', null, 7],
  plan: ['gold', '', null],
  mode: ['prod', '', null, 7],
  scopes: [['bookings:fly'], ['sync'], [7], 'bookings:read', null],
  allowed_origins: [['*'], ['www.example.com'], ['https://a.example/x'], 'https://a.example', null],
  expires_at: [...wrongInstants, '2020-01-01T00:00:00Z'],
  overlap_minutes: [-1, 10_081, 1.5, '60', null],
  valid_minutes: [0, 1441, 1.5, '60', null],
  rate_limits: [{}, { per_second: 1 }, { per_second: 0, per_minute: 1, per_day: 1 }, 'fast', 7],
  role: ['king', '', null, 7],
  staff_id: ['bk_1', 'stf_', '', null, 7],
  tenant_id: [null, 7, 'x'.repeat(61)],
  pin: [null, 7, 'x'.repeat(201)],
  password: [null, 7, 'x'.repeat(201)],
  history_days: [0, 3651, 1.5, '60', null],
  event_days: [6, 3651, 1.5, '90', null],
  url: [
    '',
    'hooks',
    'ftp://hooks.example.com/',
    'http://hooks.example.com/',
    'https://user:pass@hooks.example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://2130706433/',
    null,
    7,
  ],
  events: [[], ['booking.eaten'], ['booking'], ['*.created'], [7], 'booking.*', null],
  types: [[], ['booking.eaten'], ['*.created'], [7], 'booking.*', null],
  type: ['booking.eaten', 'booking.*', '', null, 7],
  api_version: ['v3', '', null, 2],
  schedule: ['never', '', null],
  replay: ['true', 1, null],
  include_delivered: ['true', 1, null],
  from: wrongInstants,
  to: wrongInstants,
  after: ['', 'evt_nothing', 'x'.repeat(2001), 7, null],
  webhook_allowed_hosts: [['192.168.1.20'], ['http://192.168.1.20:9000'], [7], [''], '192.168.1.20:9000'],
  metadata: [
    null,
    'x',
    { a: 1 },
    { a: null },
    { ['k'.repeat(41)]: 'v' },
    { k: 'v'.repeat(501) },
    manyPairs(),
  ],
  external_id: ['', 'x'.repeat(101), 7],
  price: [
    7,
    {},
    { amount: 1 },
    { amount: -1, currency: 'INR' },
    { amount: 1.005, currency: 'INR' },
    { amount: 1.5, currency: 'JPY' },
    { amount: '1', currency: 'INR' },
    { amount: 1e12, currency: 'INR' },
    { amount: 1, currency: 'rupees' },
    { amount: 1, currency: 'INR', type: 'weekly' },
    { amount: 1, currency: 'INR', tax: 1 },
  ],
  availability: [
    {},
    availability({ days: [] }),
    availability({ days: ['funday'] }),
    availability({ hours: { start: '09:00', end: '09:00' } }),
    availability({ hours: { start: '24:00', end: '00:00' } }),
    availability({ hours: { start: '9', end: '17' } }),
    availability({ hours: { start: '25:00', end: '26:00' } }),
    availability({ timezone: 'Nowhere' }),
    availability({ more: 1 }),
  ],
  working_hours: [
    {},
    { weekly: { funday: [] } },
    { weekly: { monday: [{ start: '09:00', end: '09:00' }] } },
    { weekly: { monday: [{ start: '24:00', end: '08:00' }] } },
    { weekly: { monday: [{ start: '09:60', end: '17:00' }] } },
    { weekly: { monday: { start: '09:00', end: '17:00' } } },
    { weekly: { monday: Array(13).fill({ start: '09:00', end: '17:00' }) } },
    { weekly: {}, overrides: [{ date: '2026-02-30', ranges: [] }] },
    { weekly: {}, overrides: [{ date: '2026-05-04' }] },
    { weekly: {}, overrides: [{ date: '10000-01-01', ranges: [] }] },
  ],
  needs: [
    [{ role: 'x' }],
    [{ role: '', kind: 'room' }],
    [{ role: 'x', kind: 'hall' }],
    [{ kind: 'room', role: 'x', count: 0 }],
    [{ role: 'x', resource_ids: [] }],
    null,
  ],
  overrides: [[{}], [{ resource_id: 'svc_1' }], [{ resource_id: 'res_1', duration: -1 }], null],
  allocations: [
    [],
    [{}],
    [{ role: '', resource_id: 'res_1' }],
    [{ role: 'room', resource_id: 'bk_1' }],
    null,
  ],
  any_staff: ['', 'anybody', null, 1],
  override: ['min_notice', ['gravity'], [''], [null], null],
  override_reason: ['', 7, null, 'x'.repeat(501)],
  reason: ['', 7, 'x'.repeat(501)],
  start_local: ['', '2026-06-02', '2026-06-02T09:00:00Z', '2026-02-30T09:00', '2026-06-02T24:00', null, 7],
  rrule: ['', 'FREQ=HOURLY;COUNT=2', 'FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=0', 'x'.repeat(201), null, 7],
  exdates: ['2026-06-02T09:00', ['2026-06-02'], ['1999-06-02T09:00'], [7], null],
  shifts: [[{}], [7], {}, null, [{ occurrence: '1999-06-02T09:00', start_at: '2026-06-02T09:00:00Z' }]],
  on_conflict: ['overbook', '', null, 7],
  scope: ['that', '', null, 7],
  occurrence: ['', '2026-06-02', '2026-02-30T09:00', null, 7],
  new_id: ['bk_1', 'ser_', '', null, 7],
  keep_exceptions: ['true', 1, null],
  buffer_before: [-1, 241, 0.5, '5', null],
  buffer_after: [-1, 241, 0.5, '5', null],
  slot_step: [0, -15, 1441, 0.5, '15'],
  min_notice: [-1, 0.5, '60', null, 1e9],
  max_horizon: [0, -1, 0.5, '60', 1e12],
  requires_confirmation: ['true', 1, null],
  shared_buffers: ['true', 1, null],
  send_confirmation: ['true', 1, null],
  category: ['', 7, 'x'.repeat(61)],
  sort_order: [-1, 10_001, 0.5, '1', null],
  channel: ['', 'In Person', '1x', null, 7, 'x'.repeat(41)],
  customer: [
    null,
    'Priya',
    {},
    { name: '' },
    { name: 'Priya', email: 'x' },
    { name: 'Priya', phone: '1' },
    { name: 'Priya', email: 'p@example.com', age: 40 },
  ],
  bookings: [[], {}, [7], ['bk_1'], null, Array(101).fill({})],
  atomic: ['true', 1, null],
  skill: ['', '   ', 7, null, 'x'.repeat(61)],
  service: ['nothing', 'a b', '', null, 7],
  scheduled_at: wrongInstants,
  query: [7, null, true, ['{ __typename }']],
  operationName: [7, true],
  variables: ['{}', 7, true],
  extensions: ['{}', 7, true],
  invitation: ['', 'short', `inv_${'x'.repeat(40)}`, `inv_${'x'.repeat(300)}`, 7, null],
  wire: ['1', 0, 99, 1.5, null],
  install: ['', 'not-a-uuid', 7, null],
  intents: [
    [],
    {},
    [{}],
    [7],
    [{ n: 0 }],
    [intent({ n: -1 })],
    [intent({ n: 1.5 })],
    [intent({ id: 'bk_1' })],
    [intent({ command: 7 })],
    [intent({ args: [] })],
    [intent({ issued_at: 'now' })],
    [intent({ depends_on: ['x'] })],
    [intent({ more: 1 })],
  ],
};

/** The sample body with one field at a time turned wrong. A field that the table does not know fails the test. */
export function wrongBodies(
  fields: readonly string[],
  sample: Readonly<Record<string, unknown>>,
): { what: string; body: Record<string, unknown> }[] {
  return fields.flatMap((field) => {
    const values = wrongFor[field];
    if (!values) throw new Error(`tests/contract/wrong-bodies.ts has no wrong value for ${field}`);
    const never = anyObject.includes(field) ? neverRight.filter((value) => !isObject(value)) : neverRight;
    return [...values, ...never].map((value) => ({
      what: `${field} = ${JSON.stringify(value).slice(0, 80)}`,
      body: { ...sample, [field]: value },
    }));
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function availability(more: object): object {
  const usual = { days: ['monday'], hours: { start: '09:00', end: '17:00' }, timezone: 'Asia/Kolkata' };
  return { ...usual, ...more };
}

function intent(more: object): object {
  return { n: 1, id: 'int_1', command: 'x', args: {}, issued_at: '2026-04-15T00:00:00Z', ...more };
}

function manyPairs(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']));
}
