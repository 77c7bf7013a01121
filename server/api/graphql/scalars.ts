import { GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

/** An instant. What is sent is checked by the schemas of the definitions, which REST's are, too. */
export const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  description: 'Instant, RFC 3339: `2026-04-20T05:00:00Z`. An offset is accepted; answers are in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parseValue: textOnly,
  parseLiteral: (node) => textOnly(node.kind === Kind.STRING ? node.value : undefined),
});

/** Values whose names are data: metadata, details of a refusal. */
export const json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value, with the names that it has in REST.',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function textOnly(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('DateTime must be text such as 2026-04-20T05:00:00Z');
  return value;
}
