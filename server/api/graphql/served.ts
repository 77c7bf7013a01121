import { printSchema } from 'graphql';
import type { HubContext } from '../../context.ts';
import { cursorCodec } from '../cursor.ts';
import type { Call, Route } from '../route.ts';
import { type Answer, type Params, runner } from './run.ts';
import { graphqlSchema } from './schema.ts';

/** GraphQL of one hub: its operations, and its schema as a text. */
export interface Served {
  run(call: Call, params: Params): Promise<Answer>;
  readonly sdl: string;
}

/** Makes the schema of what the `routes` serve. */
export function serve(hub: HubContext, routes: readonly Route[]): Served {
  const schema = graphqlSchema(routes);
  return { run: runner(schema, cursorCodec(hub.secret)), sdl: printSchema(schema) };
}
