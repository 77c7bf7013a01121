import { useLive } from '../data/index.ts';

/** Names of all people, rooms and equipment by id; undefined until they are read. */
export function useResourceNames(): ReadonlyMap<string, string> | undefined {
  const { data } = useLive(
    ['resources'],
    async (query) => new Map((await query.range('resources', [])).map(({ id, name }) => [id, name])),
    [],
  );
  return data;
}
