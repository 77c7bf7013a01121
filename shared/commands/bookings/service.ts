import { type Refusal, refuse } from '../../errors.ts';
import type { Service } from '../../resources/services.ts';
import type { Query } from '../query.ts';

/** The service of an id, if it is still offered; 422 `invalid_service` otherwise. */
export async function offeredService(query: Query, id: string): Promise<Service | Refusal> {
  const service = await query.get('services', id);
  if (service && !service.archived) return service;
  return refuse('invalid_service', `There is no service ${id}`, { service_id: id });
}
