import {
  type GraphQLFieldConfig,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
} from 'graphql';
import { type Command, inputOf, shownOnce } from '../../../shared/commands/define.ts';
import { type Refusal, RefusalError } from '../../../shared/errors.ts';
import { definitionOf, isResourceName } from '../../../shared/resources/index.ts';
import { execute } from '../../commands/execute.ts';
import type { Outcome } from '../../commands/outcome.ts';
import type { Route } from '../route.ts';
import { accessOf, field, open } from './access.ts';
import type { Ask } from './ask.ts';
import type { InputTypes } from './inputs.ts';
import { camel, pascal } from './names.ts';
import { descriptionOf, type Fields, type OutputTypes, type Wire } from './outputs.ts';
import { inGraphqlNames, refuseUnlessPlain } from './plain.ts';
import { refusalType } from './refusal.ts';
import { fieldsIn } from './zod.ts';

interface MutationArgs {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly ifVersion?: number | null;
}

/** What became of a command: its document, in wire form, or why it was not carried out. */
interface Payload {
  readonly doc?: Wire;
  readonly refusal?: Refusal;
}

const ifVersion = {
  type: GraphQLInt,
  description: 'The version that you read; refused with version_conflict where it is another by now',
};

/** `bookings.check_in` → `bookingCheckIn`. */
export function mutationName(command: Command): string {
  const [plural = '', verb = ''] = command.name.split('.');
  const { singular } = command.answer ?? definitionOf(isResourceName(plural) ? plural : command.resource);
  return camel(`${singular}_${verb}`);
}

/** A command as a mutation: who may, and how often, is what its REST route says. */
export function mutation(
  command: Command,
  route: Route,
  types: { doc: GraphQLObjectType<Wire, Ask>; outputs: OutputTypes; inputs: InputTypes },
): GraphQLFieldConfig<unknown, Ask, MutationArgs> {
  const name = mutationName(command);
  const { singular } = command.answer ?? definitionOf(command.resource);
  const place = { owner: pascal(singular), within: pascal(name) };
  const { fields, toRest } = types.inputs.fieldsOf(inputOf(command), place);
  const input = new GraphQLInputObjectType({ name: `${place.within}Input`, fields });
  const hasInput = Object.keys(fields).length > 0;
  const inputType = Object.values(fields).some(({ type }) => type instanceof GraphQLNonNull)
    ? new GraphQLNonNull(input)
    : input;
  return field(accessOf(route), {
    type: new GraphQLNonNull(payloadOf(command, types.doc, types.outputs)),
    description: command.summary,
    args: {
      ...(hasInput && { input: { type: inputType } }),
      ...(!command.name.endsWith('.create') && { ifVersion }),
    },
    async resolve(_source, args, ask) {
      if (ask.halted) return { refusal: ask.halted };
      ask.loader.clear();
      try {
        return payload(await carryOut(command, route, toRest(args.input ?? {}), args.ifVersion, ask), ask);
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        const refusal = inGraphqlNames(error.refusal);
        // The first request with the key may be at the one before this: what follows must not overtake it.
        if (refusal.code.startsWith('idempotency_')) ask.halted = refusal;
        return { refusal };
      }
    },
  });
}

async function carryOut(
  command: Command,
  { limit }: Route,
  args: Record<string, unknown>,
  ifVersion: number | null | undefined,
  { call, replays }: Ask,
): Promise<Outcome> {
  const { hub, caller } = call;
  refuseUnlessPlain(args);
  if (limit && (limit.of === 'all' || caller.kind === 'public'))
    hub.limits.take(caller.actor.id, [limit.window]);
  return call.once(
    (once) =>
      execute(hub, {
        mode: caller.mode,
        tenant: caller.tenant,
        actor: caller.actor,
        requestId: call.requestId,
        command,
        args,
        ...(ifVersion != null && { ifVersion }),
        ...(once && { once }),
      }),
    replays.length,
  );
}

function payload(outcome: Outcome, ask: Ask): Payload {
  ask.replays.push(outcome.replayed ?? false);
  if (!outcome.ok) return { refusal: inGraphqlNames(outcome.refusal) };
  return outcome.doc ? { doc: { ...outcome.doc, ...outcome.shownOnce } } : {};
}

function payloadOf(command: Command, doc: GraphQLObjectType<Wire, Ask>, outputs: OutputTypes) {
  const { singular } = command.answer ?? definitionOf(command.resource);
  const type = command.answer ? outputs.objectOf(command.answer.schema, pascal(singular)) : doc;
  const name = `${pascal(mutationName(command))}Payload`;
  const secrets = fieldsIn(shownOnce(command)).map(([rest, schema]): [string, Fields[string]] => [
    camel(rest),
    field(open, {
      type: outputs.typeOf(schema, name, rest),
      description: descriptionOf(schema) ?? '',
      resolve: ({ doc }: Payload) => doc?.[rest],
    }),
  ]);
  return new GraphQLObjectType<Payload, Ask>({
    name,
    fields: {
      [camel(singular)]: field(open, {
        type,
        description: 'As it is now; null where it was refused or nothing is left of it',
        resolve: (source) => source.doc,
      }),
      ...Object.fromEntries(secrets),
      refusal: field(open, { type: refusalType, description: 'Null where it was carried out' }),
    },
  });
}
