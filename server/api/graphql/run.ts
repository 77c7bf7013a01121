import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Refusal, RefusalError, refuse } from '../../../shared/errors.ts';
import type { BaseDoc } from '../../../shared/resources/define.ts';
import type { View } from '../../store/store.ts';
import type { CursorCodec } from '../cursor.ts';
import { shown } from '../render.ts';
import type { Call } from '../route.ts';
import { checkAccess } from './access.ts';
import type { Ask } from './ask.ts';
import { limitRules, limits, measure, tooComplex } from './limits.ts';
import { batchingLoader } from './loader.ts';
import type { Wire } from './outputs.ts';

/** What GraphQL over HTTP sends. */
export interface Params {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What became of an operation; without `data` it was not begun. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly replayed: boolean;
}

/** Texts that were parsed and found valid, so that what a program asks again and again is looked at once. */
const knownTexts = 500;

/** Runs operations over a schema. */
export function runner(schema: GraphQLSchema, cursors: CursorCodec) {
  const known = new Map<string, DocumentNode>();

  function readText(query: string): DocumentNode | GraphQLError[] {
    const before = known.get(query);
    if (before) return before;
    const document = parsed(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(schema, document, [...specifiedRules, ...limitRules]);
    if (errors.length > 0) return [...errors];
    const [oldest] = known.keys();
    if (known.size >= knownTexts && oldest !== undefined) known.delete(oldest);
    known.set(query, document);
    return document;
  }

  /**
   * Parses, checks, measures and executes. What is wrong with the text is answered as GraphQL's errors.
   * @throws RefusalError where nothing of the request may be carried out: 400 `query_too_complex`, 403 `forbidden`, 405
   * `method_not_allowed`.
   */
  return async function run(call: Call, { query, operationName, variables }: Params): Promise<Answer> {
    const text = readText(query);
    if (Array.isArray(text)) return { errors: text.map((error) => shownError(call, error)), replayed: false };
    const document: DocumentNode = text;
    const operation = getOperationAST(document, operationName);
    if (operation) {
      if (operation.operation !== OperationTypeNode.QUERY && call.method !== 'POST')
        throw new RefusalError(refuse('method_not_allowed', 'Mutations are sent by POST'), { Allow: 'POST' });
      const values = measure({ schema, document, operation, variables }, (field, name) =>
        checkAccess(call.caller, field.extensions.access, name),
      );
      if (values > limits.values) throw tooComplex('its pages could hold too many values');
    }

    const replays: boolean[] = [];
    const purse = documentPurse();
    function executed(read: Ask['read']): Promise<ExecutionResult> {
      const { spend } = purse;
      const contextValue: Ask = {
        ...{ call, cursors, read, replays, spend },
        loader: batchingLoader(read),
        show: showing(call),
      };
      const args = {
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue,
        rootValue: {},
      };
      return Promise.resolve(execute(args));
    }
    const { caller, hub } = call;
    const store = hub.stores[caller.mode];
    const isMutation = operation?.operation === OperationTypeNode.MUTATION;
    const { errors, ...result } = isMutation
      ? await executed((work) => store.read(caller.tenant, work))
      : await store.read(caller.tenant, (view: View) => executed((work) => work(view)));
    logFailures(call, errors ?? []);
    if (purse.isEmpty() && !isMutation) throw tooComplex('its answer has too many documents');
    return {
      ...('data' in result && { data: result.data }),
      ...(errors && { errors: errors.map((error) => shownError(call, error)) }),
      replayed: replays.length > 0 && replays.every(Boolean),
    };
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens. Parsing aborted')) throw tooComplex('its text is too long');
    return error;
  }
}

/** Shows each document once, in however many places it is asked for. */
function showing({ caller }: Call): Ask['show'] {
  const known = new WeakMap<BaseDoc, Wire>();
  return (definition, doc) => {
    const before = known.get(doc);
    if (before) return before;
    const wire = shown(definition, doc, caller);
    known.set(doc, wire);
    return wire;
  };
}

/** Counts what an answer holds, where no look at the text tells: neighbours of computed rows. */
function documentPurse() {
  let left: number = limits.documents;
  return {
    spend(documents: number): void {
      left -= documents;
      if (left < 0) throw tooComplex('its answer has too many documents');
    },
    isEmpty: () => left < 0,
  };
}

/**
 * An error as callers see it: refusals and what is wrong with the text as they are, anything else without its inside.
 * What REST has in `error` beside the message is in `extensions`.
 */
function shownError(call: Call, error: GraphQLError): GraphQLFormattedError {
  const { code, message, details } = refusalOf(error);
  const { locations, path } = error;
  return {
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: {
      code,
      doc_url: `${call.origin}/errors/${code}`,
      request_id: call.requestId,
      ...(details && { details }),
    },
  };
}

/** What failed, once for all the fields that it kept from being answered. */
function logFailures({ hub, requestId }: Call, errors: readonly GraphQLError[]): void {
  const failures = errors.filter((error) => refusalOf(error).code === 'internal');
  for (const err of new Set(failures.map((error) => error.originalError ?? error)))
    hub.log.error({ err, request_id: requestId }, 'a field of a query failed');
}

function refusalOf(error: GraphQLError): Refusal {
  const { originalError, path, message } = error;
  if (originalError instanceof RefusalError) return originalError.refusal;
  // What is wrong with a text or its variables is found before any field is answered.
  if (path === undefined) return refuse('validation_failed', message);
  return refuse('internal', 'Something went wrong in the hub');
}
