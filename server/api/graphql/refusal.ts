import { GraphQLEnumType, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import { errorCodes, type Refusal } from '../../../shared/errors.ts';
import { field, open } from './access.ts';
import type { Ask } from './ask.ts';
import { json } from './scalars.ts';

const errorCode = new GraphQLEnumType({
  name: 'ErrorCode',
  description: 'Why something was not done; `/errors/{code}` tells what to do about it',
  values: Object.fromEntries(
    Object.entries(errorCodes).map(([code, { title }]) => [code, { value: code, description: title }]),
  ),
});

/** What a command answers instead of its result. */
export const refusalType = new GraphQLObjectType<Refusal, Ask>({
  name: 'Refusal',
  description: 'Why a command was not carried out; nothing was changed',
  fields: {
    code: field(open, { type: new GraphQLNonNull(errorCode) }),
    message: field(open, { type: new GraphQLNonNull(GraphQLString), description: 'In plain words' }),
    details: field(open, { type: json, description: 'More for programs, as in REST’s `error.details`' }),
  },
});
