import type { Demand, Protections } from '../authorise/protections';
import type { FetchStep, PreparedPlan, Step } from '../plan/prepared-plan';
import { agencyOf } from './agencies';
import { type AnswerNode, answerTree, visitValues } from './answer-tree';

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

type Way = readonly AnswerNode[];

interface Source {
  readonly subgraph: string;
  readonly at: Way;
  readonly fields: readonly AnswerNode[];
  /** Ways from there to the fields and to what comes with them; what another source brings is left out. */
  readonly ways: readonly Way[];
}

const sourcesOfPlans = new WeakMap<PreparedPlan, readonly Source[]>();

/** From whom each part of an answer is. What the asker has no right to was asked of nobody, and is not in it. */
export function provenanceOf(plan: PreparedPlan, protections: Protections, data: unknown): Provenance[] {
  return sourcesOf(plan).map(({ subgraph, at, fields, ways }) => ({
    subgraph,
    agency: agencyOf(subgraph),
    at: at.map(({ name }) => name).join('.'),
    type: fields[0]?.coordinate.split('.')[0] ?? '',
    fields: fields.map(({ name }) => name),
    ...freshness(data, at, ways),
    ...demandsOf(ways, protections),
  }));
}

function sourcesOf(plan: PreparedPlan): readonly Source[] {
  const known = sourcesOfPlans.get(plan);
  if (known !== undefined) return known;
  const tree = answerTree(plan.shape);
  const found = new Map<string, Omit<Source, 'ways'>>();
  for (const step of fetchesIn(plan.root)) {
    const at = wayTo(tree, step.path);
    const brought = (at.at(-1) ?? tree).children.filter((each) => isBroughtBy(step, each));
    if (brought.length === 0) continue;
    const key = `${step.subgraph} ${at.map(({ name }) => name).join('.')}`;
    const before = found.get(key)?.fields ?? [];
    found.set(key, { subgraph: step.subgraph, at, fields: [...new Set([...before, ...brought])] });
  }
  const all = new Set([...found.values()].flatMap(({ fields }) => fields));
  const waysFrom = (field: AnswerNode): AnswerNode[][] => {
    const within = field.children.filter((child) => !child.isDenied && !all.has(child));
    return [[field], ...within.flatMap(waysFrom).map((way) => [field, ...way])];
  };
  const sources = [...found.values()].map((each) => ({ ...each, ways: each.fields.flatMap(waysFrom) }));
  sourcesOfPlans.set(plan, sources);
  return sources;
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

function freshness(data: unknown, at: Way, ways: readonly Way[]): Pick<Provenance, 'asOf' | 'stale'> {
  let asOf: string | null = null;
  let stale: boolean | null = null;
  for (const way of ways) {
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
  ways: readonly Way[],
  { fields: demandsByField, demands }: Protections,
): Pick<Provenance, 'scopes' | 'policies'> {
  const coordinates = ways.map((way) => way.at(-1)?.coordinate ?? '');
  const numbers = coordinates.flatMap(
    (each) => (Object.hasOwn(demandsByField, each) ? demandsByField[each] : []) ?? [],
  );
  const made = [...new Set(numbers)].flatMap((number) => demands[number] ?? []);
  const named = (kind: Demand['kind']): string[] => {
    const names = made.flatMap((demand) => (demand.kind === kind && 'anyOf' in demand ? demand.anyOf.flat() : []));
    return [...new Set(names)].sort();
  };
  return { scopes: named('scopes'), policies: named('policies') };
}
