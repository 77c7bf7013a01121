import { type CommandName, commandOf } from '../../shared/commands/index.ts';

/** A command as a request of the API. */
export interface CommandRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: Record<string, unknown>;
}

/** The request that carries a command out over REST; throws where it has none that fits the arguments. */
export function restOf(name: CommandName, args: Readonly<Record<string, unknown>>): CommandRequest {
  const route = commandOf(name)?.http.find(({ fixed = {} }) =>
    Object.entries(fixed).every(([field, value]) => args[field] === value),
  );
  if (!route) throw new Error(`${name} has no path for ${JSON.stringify(args)}`);
  const inPath = new Set(Object.keys(route.fixed ?? {}));
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    inPath.add(field);
    return String(args[field]);
  });
  const body = Object.fromEntries(Object.entries(args).filter(([field]) => !inPath.has(field)));
  return { method: route.method, path: `/v2${path}`, ...(route.method !== 'DELETE' && { body }) };
}
