import type { GraphQLFieldConfig } from 'graphql';
import * as z from 'zod';
import { isRefusal, RefusalError } from '../../../shared/errors.ts';
import type { QueryDefinition } from '../../../shared/queries/define.ts';
import type { Route } from '../route.ts';
import { accessOf, field } from './access.ts';
import type { Ask } from './ask.ts';
import type { InputTypes } from './inputs.ts';
import { camel, pascal } from './names.ts';
import type { OutputTypes } from './outputs.ts';
import { inGraphqlNames, plainArgs } from './plain.ts';

/** `availability.slots` → `availabilitySlots`. */
export function questionName(query: QueryDefinition): string {
  return camel(query.name.replaceAll('.', '_'));
}

/** A computed query as a field: who may is what its REST route says. */
export function question(
  query: QueryDefinition,
  route: Route,
  types: { outputs: OutputTypes; inputs: InputTypes },
): GraphQLFieldConfig<unknown, Ask> {
  const name = pascal(questionName(query));
  const { fields, toRest } = types.inputs.fieldsOf(query.args, { owner: name, within: name });
  return field(accessOf(route), {
    type: types.outputs.typeOf(query.answer, name, ''),
    description: query.summary,
    args: fields,
    async resolve(_source, args, { call, read }) {
      const { hub, caller } = call;
      const asked = plainArgs(query.args, toRest(args));
      const ctx = { now: hub.clock(), tenant: caller.tenant, actor: caller.actor, id: hub.makeId };
      const answer = await read((view) => query.run(view, asked, ctx, view.seq()));
      if (isRefusal(answer)) throw new RefusalError(inGraphqlNames(answer));
      return z.encode(query.answer, answer);
    },
  });
}
