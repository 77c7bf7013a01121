import { useLive } from '../data/index.ts';

/** Names of services and resources by id. */
export type Names = ReadonlyMap<string, string>;

export function useNames(): Names | undefined {
  const { data } = useLive(
    ['services', 'resources'],
    async (query) => {
      const [services, resources] = await Promise.all([
        query.range('services', []),
        query.range('resources', []),
      ]);
      return new Map([...services, ...resources].map(({ id, name }) => [id, name]));
    },
    [],
  );
  return data;
}
