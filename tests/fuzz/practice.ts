import type { Mode } from '../../server/store/store.ts';
import { ownTenant } from '../kit/hub-process.ts';
import { type CommandStep, customers, staff } from './steps.ts';

/** When every run begins: a Wednesday morning in the practice. */
export const firstNow = '2026-04-15T04:00:00Z';
/** Whose buffers may overlap. */
export const sharing: ReadonlySet<string> = new Set(['res_niket']);

/** Whose data lie in the same hub and must never reach the practice's desks (rule S10). */
export const neighbours = {
  sandbox: { tenant: ownTenant, mode: 'test' },
  other: { tenant: 'tnt_other', mode: 'live' },
} as const satisfies Record<string, { tenant: string; mode: Mode }>;

const day = [{ start: '09:00', end: '18:00' }];
const hours = { working_hours: { weekly: { monday: day } }, timezone: 'Asia/Kolkata' };
const roles = [
  { role: 'practitioner', kind: 'practitioner' },
  { role: 'room', kind: 'room' },
];

/** Everything that is there from the beginning, in the practice and under the same ids at its neighbours. */
export const practice: readonly Pick<CommandStep, 'command' | 'args'>[] = [
  ...customers.map((id) => ({ command: 'customers.create' as const, args: { id, name: `Person ${id}` } })),
  { command: 'resources.create', args: { id: 'res_asha', name: 'Dr Asha', ...hours } },
  {
    command: 'resources.create',
    args: { id: 'res_niket', name: 'Dr Niket', shared_buffers: true, ...hours },
  },
  { command: 'resources.create', args: { id: 'res_room', name: 'Room 1', kind: 'room', ...hours } },
  { command: 'services.create', args: { id: 'svc_short', name: 'Short', duration: 30, slot_step: 15 } },
  {
    command: 'services.create',
    args: {
      id: 'svc_padded',
      name: 'Padded',
      duration: 45,
      slot_step: 15,
      buffer_before: 5,
      buffer_after: 10,
      needs: roles,
    },
  },
  {
    command: 'services.create',
    args: { id: 'svc_asked', name: 'Asked for', duration: 30, slot_step: 15, requires_confirmation: true },
  },
];

export const pin = '283915';

/** Who works at the practice. */
export const team: readonly Pick<CommandStep, 'command' | 'args'>[] = staff.map((id) => ({
  command: 'staff.create',
  args: { id, name: `Person ${id}`, role: 'front_desk', pin },
}));
