import * as z from 'zod';
import { needsOf, overrideOf } from '../commands/bookings/question.ts';
import { missing } from '../commands/common.ts';
import { price } from '../money.ts';
import { durationMinutes, resourceId, serviceId } from '../resources/parts.ts';
import { defineQuery } from './define.ts';

/** Who and what can take part in a visit of a service (rules A4, A11). */
export const serviceResourcesQuery = defineQuery({
  name: 'services.resources',
  summary:
    'Resources that can take part in a visit of this service, in which role, for how long and at what price',
  path: '/services/{service_id}/resources',
  scope: 'resources:read',
  public: true,
  args: z.strictObject({ service_id: serviceId }),
  answer: z.object({
    data: z.array(
      z
        .object({
          resource_id: resourceId,
          name: z.string(),
          kind: z.string(),
          role: z.string().meta({ example: 'practitioner' }),
          main: z.boolean().meta({ description: 'It can be the resource_id of a booking' }),
          online: z.boolean().meta({ description: 'Whether it takes bookings' }),
          duration: durationMinutes
            .optional()
            .meta({ description: 'Minutes of a visit with it; of main ones' }),
          price: price.optional(),
        })
        .meta({ id: 'ServiceResource' }),
    ),
    seq: z.int(),
  }),
  async run(query, { service_id }, _ctx, seq) {
    const service = await query.get('services', service_id);
    if (!service) return missing('services', service_id);
    const all = await query.range('resources', []);
    const data = needsOf(service).flatMap((need, i) =>
      all
        .filter(({ id, kind }) => need.resource_ids?.includes(id) ?? need.kind === kind)
        .filter(({ skills }) => need.skills.every((skill) => skills.includes(skill)))
        .sort((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1))
        .map(({ id, name, kind, online }) => {
          const own = overrideOf(service, id);
          const cost = own?.price ?? service.price;
          const asMain = { duration: own?.duration ?? service.duration, ...(cost && { price: cost }) };
          return {
            resource_id: id,
            name,
            kind,
            role: need.role,
            main: i === 0,
            online,
            ...(i === 0 && asMain),
          };
        }),
    );
    return { data, seq };
  },
});
