import { GraphQLError } from 'graphql';

/** Codes that may leave the gateway, and the text of those whose own message never does. */
export const errorCatalogue = {
  BAD_USER_INPUT: {
    about: 'An argument or variable cannot be what it is; the message says what it may be.',
    text: null,
  },
  NOT_FOUND: { about: 'What was named does not exist.', text: null },
  CONFLICT: {
    about: 'A change does not fit what is there now; the message says what is there, and what can be done.',
    text: null,
  },
  GRAPHQL_PARSE_FAILED: { about: 'The operation is not GraphQL; the message names line and column.', text: null },
  GRAPHQL_VALIDATION_FAILED: { about: 'The operation does not fit the schema.', text: null },
  OPERATION_RESOLUTION_FAILURE: {
    about: 'The request holds several operations and names none of them, or one that is not there.',
    text: 'The request holds several operations and names none of them, or one that is not there; set operationName.',
  },
  INVALID_TOKEN: {
    about: 'The token has expired or is not accepted; why it is not is not told.',
    text: null,
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    about: 'The field was left out because the viewer has no right to it; the message says what is lacking.',
    text: null,
  },
  COST_LIMIT: { about: 'The operation is estimated to cost more than MAX_COST.', text: null },
  RATE_LIMITED: {
    about:
      'The viewer has spent the points of COST_BUDGETS; Retry-After says in how many seconds there will be enough.',
    text: null,
  },
  OPERATION_TOO_LARGE: {
    about: 'The operation selects too much once its fragments are written out; the limit is MAX_SELECTIONS.',
    text: 'The operation selects too much once its fragments are written out; ask for less at a time.',
  },
  TOKENS_LIMIT: { about: 'The operation has more tokens than MAX_TOKENS.', text: null },
  DEPTH_LIMIT: { about: 'The operation goes deeper than MAX_DEPTH once its fragments are written out.', text: null },
  ALIASES_LIMIT: { about: 'The operation has more aliases than MAX_ALIASES.', text: null },
  ROOT_FIELDS_LIMIT: { about: 'The operation has more fields at its root than MAX_ROOT_FIELDS.', text: null },
  DIRECTIVES_LIMIT: { about: 'The operation has more directives than MAX_DIRECTIVES.', text: null },
  PLANNING_TIMEOUT: {
    about: 'The operation took longer to plan than PLANNING_TIMEOUT_MS.',
    text: 'The operation takes too long to plan; ask for less at a time.',
  },
  PLANNING_BUSY: {
    about: 'Other new operations were planned for PLANNING_TIMEOUT_MS, or more than PLANNING_QUEUE wait to be planned.',
    text: 'Too many new operations wait to be planned; ask again later.',
  },
  BAD_REQUEST: { about: 'The HTTP request is not a GraphQL request.', text: null },
  BODY_TOO_LARGE: { about: 'The request is larger than REQUEST_BYTES.', text: 'The request is too large.' },
  HEADERS_TOO_LARGE: {
    about: 'The request has more than 100 headers, or more than 16 KiB of them.',
    text: 'The request has too many or too long headers.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    about: 'The body is not application/json, or it is compressed; the message says which.',
    text: null,
  },
  METHOD_NOT_ALLOWED: { about: 'Operations are sent by GET or POST.', text: 'Send operations by GET or POST.' },
  REQUEST_TIMEOUT: {
    about: 'The client took more than 10 s to send its headers, or 30 s to send its request.',
    text: 'The request did not come in time.',
  },
  TRUSTED_DOCUMENT_REQUIRED: {
    about: 'This client may only send operations of the trusted documents; the message says how.',
    text: null,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    about: 'No document has this id. By status 200 where a client of persisted queries then sends the text.',
    text: 'PersistedQueryNotFound',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    about: 'Documents are not kept for this client: nobody has signed in. Send the text alone.',
    text: 'PersistedQueryNotSupported',
  },
  PERSISTED_QUERY_HASH_MISMATCH: {
    about: 'The hash is not the SHA-256 of the text, in small hexadecimal letters.',
    text: 'The hash is not the SHA-256 of the text, in small hexadecimal letters.',
  },
  TABLE_REFUSED: {
    about: 'The answer is not one table; the message says which list stands in the way and what to do.',
    text: null,
  },
  ROUTE_NOT_FOUND: { about: 'No such path.', text: 'Nothing is served at this path.' },
  SUBGRAPH_UNAVAILABLE: { about: 'A subgraph cannot be reached.', text: 'A subgraph cannot be reached now.' },
  SUBGRAPH_TIMEOUT: { about: 'A subgraph did not answer in time.', text: 'A subgraph did not answer in time.' },
  SUBGRAPH_CIRCUIT_OPEN: {
    about: 'A subgraph kept failing at this, so it is not asked for a while (BREAKER_OPEN_MS).',
    text: 'A subgraph cannot be reached now.',
  },
  SUBGRAPH_INVALID_RESPONSE: {
    about: 'A subgraph answered with something that is not a GraphQL answer.',
    text: 'A subgraph gave an answer that cannot be read.',
  },
  SUBGRAPH_HTTP_ERROR: {
    about: 'A subgraph refused with an HTTP status and no GraphQL answer.',
    text: 'A subgraph refused the request.',
  },
  SUBGRAPH_REDIRECT: {
    about: 'A subgraph sent the gateway elsewhere; it does not go.',
    text: 'A subgraph gave an answer that cannot be read.',
  },
  SUBGRAPH_HOST_REFUSED: {
    about:
      "A subgraph's name leads to the gateway's own machine or link, and SUBGRAPH_HOSTS does not name that address; it does not go.",
    text: 'A subgraph cannot be reached now.',
  },
  SUBGRAPH_RESPONSE_TOO_LARGE: {
    about: 'An answer of a subgraph is larger than SUBGRAPH_ANSWER_BYTES.',
    text: 'A subgraph gave an answer that is too large.',
  },
  SUBGRAPH_OUTCOME_UNKNOWN: {
    about:
      'A subgraph was asked for a change, and no whole answer came: the change may have been made or not. It is not asked for again.',
    text: 'A subgraph was asked for a change and did not answer: it may have been made or not. Look before you ask for it again.',
  },
  SUBGRAPH_ERROR: { about: 'A subgraph could not answer a field.', text: 'A subgraph could not answer this field.' },
  AUDIT_UNAVAILABLE: {
    about:
      "The operation asks for persons' records or for a change, and that it does cannot be logged now: nothing was told, and no change was asked for.",
    text: "The operation asks for persons' records or for a change, and that it does cannot be logged now; ask again later, or without them.",
  },
  INTERNAL_SERVER_ERROR: { about: 'Something failed inside.', text: 'The gateway could not answer.' },
} as const satisfies Record<string, { about: string; text: string | null }>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCatalogue, code);
}

/** A code of which the client is told little: more is in the log, under the error's id. */
export function isInternal(code: ErrorCode): boolean {
  return code === 'INTERNAL_SERVER_ERROR' || code.startsWith('SUBGRAPH_');
}

/** Something the client did. Its message is written for the client and is safe to show. */
export class ClientError extends GraphQLError {
  constructor(
    code: ErrorCode,
    readonly status = 400,
    message: string = errorCatalogue[code].text ?? code,
    /** Of the answer, names in small letters. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message, { extensions: { code, http: { status, headers: new Map(Object.entries(headers)) } } });
    this.name = 'ClientError';
  }
}

/** Variables that are not what the operation declares: told together in one error. */
export function badVariables(errors: readonly GraphQLError[]): GraphQLError {
  const [first] = errors;
  const message = errors.map((error) => withoutSuggestion(error.message)).join(' ');
  return new GraphQLError(message, {
    nodes: first?.nodes ?? null,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

const suggestion = ' Did you mean ';

/**
 * A message of graphql-js without the names that it proposes at its end: they may be names that the client does not
 * know. The message can hold a text of the client's, of any length.
 */
export function withoutSuggestion(message: string): string {
  const at = message.endsWith('?') ? message.lastIndexOf(suggestion) : -1;
  return at === -1 ? message : message.slice(0, at);
}

export type SubgraphFaultCode = Exclude<Extract<ErrorCode, `SUBGRAPH_${string}`>, 'SUBGRAPH_ERROR'>;

/** A subgraph's fault, told to the client by its code and the subgraph's name alone. */
export function subgraphFault(code: SubgraphFaultCode, subgraph: string): GraphQLError {
  return new GraphQLError(errorCatalogue[code].text, { extensions: { code, subgraph } });
}
