import { type DocumentNode, GraphQLError, Kind, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';

import { demandText } from '../gateway/authorise/weakened';
import { estimatedCost } from './check/cost-step';
import type { Graph } from './check/graph';
import { usedCoordinates } from './check/used-coordinates';

/** What asking an operation would mean. */
export interface OperationReport {
  readonly file: string;
  /** null where it has none. */
  readonly name: string | null;
  /** In points, nothing known of variables; null when it cannot be asked. */
  readonly cost: number | null;
  /** What an asker must have, as the graph writes it. */
  readonly demands: readonly string[];
  /** Deprecated fields, each with its reason. */
  readonly deprecated: readonly { readonly coordinate: string; readonly reason: string }[];
  /** Each with its line. */
  readonly mistakes: readonly string[];
}

/** Looks at the operations of a file, against a graph. */
export function checkOperations(file: string, text: string, graph: Graph): OperationReport[] {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return [{ file, name: null, cost: null, demands: [], deprecated: [], mistakes: [told(error)] }];
  }
  const mistakes = validate(graph.schema, document).map(told);
  const shared = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return document.definitions.flatMap((operation): OperationReport[] => {
    if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
    const alone: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...shared] };
    return [
      {
        file,
        name: operation.name?.value ?? null,
        cost: mistakes.length > 0 ? null : estimatedCost(alone, graph),
        demands: demandsOf(alone, graph),
        deprecated: deprecatedIn(alone, graph),
        mistakes,
      },
    ];
  });
}

function demandsOf(document: DocumentNode, { schema, protections: { fields, demands } }: Graph): string[] {
  const numbers = [...usedCoordinates(document, schema)].flatMap((coordinate) =>
    Object.hasOwn(fields, coordinate) ? (fields[coordinate] ?? []) : [],
  );
  return [...new Set(numbers)].flatMap((number) => demands[number] ?? []).map(demandText);
}

function deprecatedIn(document: DocumentNode, { schema }: Graph): OperationReport['deprecated'] {
  const found = new Map<string, string>();
  const info = new TypeInfo(schema);
  const look = (): void => {
    const field = info.getFieldDef();
    if (field?.deprecationReason != null)
      found.set(`${info.getParentType()?.name}.${field.name}`, field.deprecationReason);
  };
  visit(document, visitWithTypeInfo(info, { Field: look }));
  return [...found].map(([coordinate, reason]) => ({ coordinate, reason }));
}

function told({ message, locations }: GraphQLError): string {
  const [at] = locations ?? [];
  return at === undefined ? message : `line ${at.line}: ${message}`;
}
