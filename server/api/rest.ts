import { allCommands } from '../../shared/commands/index.ts';
import { allQueries } from '../../shared/queries/index.ts';
import { allResources } from '../../shared/resources/index.ts';
import type { HubContext } from '../context.ts';
import { queryRoute } from './compute.ts';
import { cursorCodec } from './cursor.ts';
import { partRoutes } from './part.ts';
import { readRoutes } from './read.ts';
import type { Route } from './route.ts';
import { commandRoute } from './write.ts';

/** The REST projection: reads from resources, writes from commands, computed answers from queries. */
export function restRoutes(hub: HubContext): Route[] {
  const cursors = cursorCodec(hub.secret);
  return [
    ...allResources.flatMap((definition) =>
      definition.paths.flatMap((path) => readRoutes(definition, path, cursors)),
    ),
    ...allResources.flatMap(partRoutes),
    ...allCommands.flatMap((command) => command.http.map((http) => commandRoute(command, http))),
    ...allQueries.map(queryRoute),
  ];
}
