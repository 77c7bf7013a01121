import * as z from 'zod';

/** Where a hub listens once it is shared on the network, and where it serves feeds to calendar programs. */
export const sharingPort = 4651;
export const feedsPort = 4652;

/** What a hub is announced as (DNS-SD): `_dunebook._tcp`. */
export const serviceType = 'dunebook';

/** A computer on the network by address or name, and a port of it. */
export const hubAddress = z.object({
  host: z.string().min(1).max(253).meta({ description: 'An IP address or a name', example: '192.168.1.20' }),
  port: z.int().min(1).max(65535),
});
export type HubAddress = z.output<typeof hubAddress>;

/** SHA-256 of a certificate in DER. */
export const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 of the hub’s certificate (DER), 64 lower-case hex digits' });

/** Why the hub is not to be reached on the network though it should be. */
export const sharingProblems = ['port_in_use', 'not_allowed', 'certificate', 'failed'] as const;
export type SharingProblem = (typeof sharingProblems)[number];

const port = z.int().min(0).max(65535);

/** `GET /v2/sharing` */
export const sharingState = z.object({
  on: z
    .boolean()
    .meta({ description: 'Whether other computers on the network may reach this hub, by HTTPS' }),
  port: port.meta({ description: 'Where it listens, or would' }),
  feeds: z
    .object({ on: z.boolean(), port })
    .meta({ description: 'Calendar feeds, and nothing else, without encryption: what some programs need' }),
  hub_id: z.uuid().meta({ description: 'Stays the same for good, also on another computer' }),
  name: z.string().meta({ description: 'Of the practice, as the hub is announced' }),
  fingerprint,
  addresses: z.array(hubAddress).meta({ description: 'Under which others reach it; none while it is off' }),
  announced: z.boolean().meta({ description: 'Whether other computers find it by themselves (mDNS)' }),
  problem: z.enum(sharingProblems).optional().meta({
    description:
      'Why it is on and cannot be reached: another program has the port; this user may not listen there; the certificate and its key do not fit; anything else',
  }),
});
export type SharingState = z.output<typeof sharingState>;

/** `PUT /v2/sharing` */
export const sharingChange = z.strictObject({
  on: z.boolean(),
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .meta({ description: `Left out: as it was, at first ${sharingPort}` }),
  feeds_over_http: z.boolean().optional().meta({ description: 'Left out: as it was, at first no' }),
});
export type SharingChange = z.output<typeof sharingChange>;
