import type { Demand, Protections } from '../authorise/protections';
import type { FetchStep, PreparedPlan, Step } from '../plan/prepared-plan';
import { agencyOf } from './agencies';
import { type AnswerNode, answerTree, placesWhere, visitValues } from './answer-tree';

/** From whom some fields of an answer are, and how new. */
export interface Provenance {
  readonly subgraph: string;
  /** null where the subgraph is none of Simpul's agencies. */
  readonly agency: string | null;
  /** Where the objects stand to which the fields belong, by the client's names; empty for the root. */
  readonly at: string;
  /** Their type. */
  readonly type: string;
  /** The client's names. */
  readonly fields: readonly string[];
  /** The oldest day, month or time that the answer tells of these fields; null where it was not asked for. */
  readonly asOf: string | null;
  /** Whether something here rests on a source that was not loaded in time; null where it was not asked for. */
  readonly stale: boolean | null;
  /** Scopes by which something here is protected. */
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

interface Source {
  readonly subgraph: string;
  readonly at: readonly AnswerNode[];
  readonly fields: AnswerNode[];
}

const sourcesOfPlans = new WeakMap<PreparedPlan, readonly Source[]>();

/** From whom each part of an answer is. What the asker has no right to was asked of nobody, and is not in it. */
export function provenanceOf(plan: PreparedPlan, protections: Protections, data: unknown): Provenance[] {
  return sourcesOf(plan).map(({ subgraph, at, fields }) => ({
    subgraph,
    agency: agencyOf(subgraph),
    at: at.map(({ name }) => name).join('.'),
    type: fields[0]?.coordinate.split('.')[0] ?? '',
    fields: fields.map(({ name }) => name),
    ...freshness(data, at, fields),
    ...demandsOf(fields, protections),
  }));
}

function sourcesOf(plan: PreparedPlan): readonly Source[] {
  const known = sourcesOfPlans.get(plan);
  if (known !== undefined) return known;
  const tree = answerTree(plan.shape);
  const sources = new Map<string, Source>();
  for (const step of fetchesIn(plan.root)) {
    const at = wayTo(tree, step.path);
    const fields = (at.at(-1) ?? tree).children.filter((each) => isBroughtBy(step, each));
    if (fields.length === 0) continue;
    const key = `${step.subgraph} ${at.map(({ name }) => name).join('.')}`;
    const source = sources.get(key) ?? { subgraph: step.subgraph, at, fields: [] };
    source.fields.push(...fields.filter((each) => !source.fields.includes(each)));
    sources.set(key, source);
  }
  sourcesOfPlans.set(plan, [...sources.values()]);
  return [...sources.values()];
}

/** What a fetch brings that the client asked for: what is only needed by others has no name here. */
export function isBroughtBy({ brings }: FetchStep, { coordinate, isDenied, dataKeys }: AnswerNode): boolean {
  return !isDenied && !coordinate.endsWith('.__typename') && dataKeys.some((key) => brings.has(key));
}

export function fetchesIn(step: Step | null): FetchStep[] {
  if (step === null) return [];
  return step.kind === 'fetch' ? [step] : step.steps.flatMap(fetchesIn);
}

/** The nodes on the way to where a fetch completes objects. */
export function wayTo(tree: AnswerNode, path: readonly string[]): AnswerNode[] {
  const way: AnswerNode[] = [];
  for (const key of path) {
    if (key === '@') continue;
    const next = (way.at(-1) ?? tree).children.find(({ dataKeys }) => dataKeys.includes(key));
    if (next === undefined) return way;
    way.push(next);
  }
  return way;
}

const tellsTime = /\.(asOf|dataAsOf|dataMonth)$/;
const tellsStale = /\.(stale|staleAgencies)$/;

function freshness(
  data: unknown,
  at: readonly AnswerNode[],
  fields: readonly AnswerNode[],
): Pick<Provenance, 'asOf' | 'stale'> {
  let asOf: string | null = null;
  let stale: boolean | null = null;
  const under = fields.flatMap((field) => [[field], ...placesWhere(field, () => true).map((way) => [field, ...way])]);
  for (const way of under) {
    const coordinate = way.at(-1)?.coordinate ?? '';
    if (tellsTime.test(coordinate)) {
      visitValues(data, [...at, ...way], (value) => {
        if (typeof value === 'string' && (asOf === null || value < asOf)) asOf = value;
      });
    } else if (tellsStale.test(coordinate)) {
      visitValues(data, [...at, ...way], (value) => {
        stale = stale === true || value === true || (Array.isArray(value) && value.length > 0);
      });
    }
  }
  return { asOf, stale };
}

function demandsOf(
  fields: readonly AnswerNode[],
  { fields: demandsByField, demands }: Protections,
): Pick<Provenance, 'scopes' | 'policies'> {
  const numbers = new Set(
    fields
      .flatMap(seen)
      .flatMap(({ coordinate }) => (Object.hasOwn(demandsByField, coordinate) ? demandsByField[coordinate] : []) ?? []),
  );
  const made = [...numbers].flatMap((number) => demands[number] ?? []);
  const named = (kind: Demand['kind']): string[] =>
    [
      ...new Set(made.flatMap((demand) => (demand.kind === kind && 'anyOf' in demand ? demand.anyOf.flat() : []))),
    ].sort();
  return { scopes: named('scopes'), policies: named('policies') };
}

function seen(node: AnswerNode): AnswerNode[] {
  return node.isDenied ? [] : [node, ...node.children.flatMap(seen)];
}
