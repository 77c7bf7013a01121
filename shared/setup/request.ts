import * as z from 'zod';
import { backupProblems } from '../backup-problems.ts';
import { idSchema } from '../ids.ts';
import { practice } from '../resources/practice.ts';
import { resources } from '../resources/resources.ts';
import { services } from '../resources/services.ts';
import { pin, staff } from '../resources/staff.ts';

/** What a practice begins with, each in the form of its own resource. */
export const firstPractice = {
  practice: practice.create.omit({ id: true }),
  /** Who signs in first; `resource_id` where they see customers themselves. */
  owner: staff.create.omit({ id: true, role: true }).extend({ pin }),
  resources: z.array(resources.create).min(1).max(100),
  services: z.array(services.create).min(1).max(200),
};

/** POST /v2/setup/demo: fills a hub without a practice with the made-up clinic. */
export const demoRequest = z.strictObject({
  /** `set_…`, which the process that runs the hub hands to the desk on its own computer. */
  secret: z.string().min(20).max(200),
});

/** POST /v2/setup: makes the practice of a hub that has none. */
export const setUpRequest = demoRequest.extend(firstPractice);
export type SetUpRequest = z.input<typeof setUpRequest>;

/** POST /v2/setup/import: the same, and who signs in first, with the PIN that was made for them. */
export const importAnswer = z.object({
  tenant_id: idSchema('tnt'),
  invitation: z.string(),
  owner: z.object({ name: z.string(), pin }),
  /** By name: who cannot sign in without a new PIN, feeds without an address, webhooks that are off. */
  anew: z.object({
    pins: z.array(z.string()),
    feeds: z.array(z.string()),
    webhooks: z.array(z.string()),
  }),
});
export type ImportAnswer = z.output<typeof importAnswer>;

/** GET /v2/setup/import: how far it is; without a total while nothing is being read. */
export const importProgress = z.object({ done: z.int().min(0), total: z.int().min(0) });

/** With the invitation the desk lets itself in, once, within ten minutes. */
export const setUpAnswer = z.object({ tenant_id: idSchema('tnt'), invitation: z.string() });

/** The body of `POST /v2/setup/restore`: a backup on the hub's own computer. */
export const restoreRequest = z.strictObject({
  secret: z.string(),
  /** Absolute path. */
  file: z.string().trim().min(1).max(1000),
  passphrase: z.string().min(1).max(200),
});

/** Its answer: such lines, the last with the invitation or the problem. The hub starts again after the last. */
export const restoreLine = z.object({
  step: z.enum(['reading', 'checking', 'switching']).optional(),
  percent: z.int().optional(),
  tenant_id: z.string().optional(),
  invitation: z.string().optional(),
  problem: z.enum(backupProblems).optional(),
});
export type RestoreLine = z.output<typeof restoreLine>;
