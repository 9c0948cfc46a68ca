import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** A query that Apollo Server has parsed, validated and answered for a request like this one. */
export interface KnownOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What the answer was sent with. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The body of a request for one operation. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

const mostQueries = 2_000;
/** Ways to ask one query: media types accepted, and names of its operations. */
const mostWays = 16;
/** Longer queries are parsed and validated each time, and so are those asked in a longer way. */
const longestQuery = 32_768;
const longestWay = 256;

/** Queries by their text, so that what Apollo Server found out about one is not found out again. */
export class KnownOperations {
  private readonly queries = new Map<string, Map<string, KnownOperation>>();

  find(request: OperationRequest, accept: string, schema: GraphQLSchema): KnownOperation | undefined {
    const known = this.queries.get(request.query)?.get(wayOf(request, accept));
    if (known === undefined || known.schema === schema) return known;
    // The supergraph has changed since.
    this.queries.delete(request.query);
    return undefined;
  }

  remember(request: OperationRequest, accept: string, operation: KnownOperation): void {
    const { query } = request;
    const way = wayOf(request, accept);
    if (query.length > longestQuery || way.length > longestWay) return;
    const ways = this.queries.get(query) ?? new Map<string, KnownOperation>();
    if (ways.size >= mostWays) ways.clear();
    ways.set(way, operation);
    this.queries.set(query, ways);
    const oldest = this.queries.keys().next();
    if (this.queries.size > mostQueries && !oldest.done) this.queries.delete(oldest.value);
  }
}

/** The request when its body is one operation and nothing else that Apollo Server reads; null for any other. */
export function operationRequest(body: unknown): OperationRequest | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== 'string' || extensions !== undefined) return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables === undefined || variables === null) return { query, operationName: operationName ?? null };
  if (typeof variables !== 'object' || Array.isArray(variables)) return null;
  return { query, operationName: operationName ?? null, variables: variables as Record<string, unknown> };
}

function wayOf({ operationName }: OperationRequest, accept: string): string {
  return operationName == null ? accept : `${operationName}\n${accept}`;
}
