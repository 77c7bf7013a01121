import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { RefusalError, refuse } from '../../../shared/errors.ts';

/** What one request may ask for; each is far beyond what a screen needs. */
export const limits = {
  /** Words, names, brackets of the query's text. */
  tokens: 1500,
  /** Levels of fields and fragments; a connection takes three. */
  depth: 16,
  aliases: 30,
  directives: 30,
  /** Values in the answer, were every page full. */
  values: 50_000,
  /** Documents in the answer, however many there turn out to be. */
  documents: 10_000,
} as const;

/** 400 `query_too_complex`: nothing of it is carried out. */
export function tooComplex(what: string): RefusalError {
  return new RefusalError(refuse('query_too_complex', `The query is too large: ${what}`, { limits }));
}

/** Validation rules about the text of a query. What it costs to answer is measured by `measure`. */
export const limitRules: readonly ValidationRule[] = new ApolloArmor({
  maxDepth: { n: limits.depth, ...refusing('it is nested too deep') },
  maxAliases: { n: limits.aliases, ...refusing('it has too many aliases') },
  maxDirectives: { n: limits.directives, ...refusing('it has too many directives') },
  // Counts no variables, and no page whose size is left out.
  costLimit: { enabled: false },
}).protect().validationRules;

function refusing(what: string) {
  return {
    propagateOnRejection: false,
    onReject: [
      () => {
        throw tooComplex(what);
      },
    ],
  };
}

/** Lists that no page bounds, such as the parts of a document; the rows of a page are counted with their page. */
function isOpenList({ type, extensions }: GraphQLField<unknown, unknown>): boolean {
  return isObjectType(getNamedType(type)) && isListType(getNullableType(type)) && !extensions.ofPage;
}

/** How many rows a page has that names no size, and at most: REST's. */
const usualPage = 25;
const largestPage = 100;
/** How many parts of a kind a document or an answer has; what leads on from them is counted when it is there. */
const usualParts = 5;

type Variables = Readonly<Record<string, unknown>>;

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * Walks the fields that an operation asks for, `visit`ing each, and answers with how many values it may be answered
 * with. A fragment is walked once per place in which its type is, however often it is spread.
 */
export function measure(
  { schema, document, operation, variables }: Operation,
  visit: (field: GraphQLField<unknown, unknown>, name: string) => void,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const costs = new Map<string, number>();

  function ofSelection(selection: SelectionSetNode, parent: GraphQLObjectType): number {
    let sum = 0;
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) sum += ofField(node, parent);
      else if (node.kind === Kind.INLINE_FRAGMENT) sum += ofSelection(node.selectionSet, parent);
      else sum += ofFragment(node.name.value, parent);
    }
    return sum;
  }

  function ofFragment(name: string, parent: GraphQLObjectType): number {
    const known = costs.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined || !fragment) return known ?? 0;
    const cost = ofSelection(fragment.selectionSet, parent);
    costs.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLObjectType): number {
    const field = parent.getFields()[node.name.value];
    // What begins with __ asks about the schema: how deep is limited by a rule of its own.
    if (!field) return 1;
    visit(field, `${parent.name}.${field.name}`);
    const type = getNamedType(field.type);
    const inner = node.selectionSet && isObjectType(type) ? ofSelection(node.selectionSet, type) : 0;
    return 1 + rowsOf(node, field) * inner;
  }

  /** How often what is inside a field may be there. */
  function rowsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    if (isOpenList(field)) return usualParts;
    if (!field.args.some(({ name }) => name === 'first')) return 1;
    const given = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
    if (given === undefined || given.kind === Kind.NULL) return usualPage;
    const size =
      given.kind === Kind.VARIABLE ? variables[given.name.value] : Number(Reflect.get(given, 'value'));
    return typeof size === 'number' && size >= 1 && size < largestPage ? size : largestPage;
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSelection(operation.selectionSet, root) : 0;
}
