import { type DocumentNode, parse } from 'graphql';

import { supergraphDigest } from '../../common/approvals';
import { composeInThread } from '../compose/compose-in-thread';
import type { Composed, Mistake, Place, SubgraphText } from '../compose/composition';
import { placesOfNamed } from '../compose/places-of-named';
import { explain } from '../explain/explain';
import type { CheckCode } from '../explain/explanations';
import { mendOf } from '../explain/mend';
import type { Registry } from '../open-registry';
import type { RegistryState } from '../record/entry';
import { breakingChanges, removedKeys } from './breaking-step';
import { brokenContracts } from './contracts-step';
import { raisedCosts } from './cost-step';
import {
  type CheckReport,
  type ConcernedOperation,
  type Finding,
  type Outcome,
  type Severity,
  type Step,
  steps,
} from './finding';
import { type Graph, readGraph } from './graph';
import { lint, type LintSeverities } from './lint-step';
import { type Proposal, proposalMismatch } from './proposal-step';
import { weakenedProtection } from './protection-step';
import { unusedFields } from './pruning-step';
import { type Thresholds, Usage } from './usage';

/** A subgraph as it would be, or gone. */
export type SubgraphChange =
  { readonly kind: 'publish'; readonly subgraph: SubgraphText } | { readonly kind: 'retire'; readonly name: string };

export interface CheckOptions {
  /** Days of the window in which operations count as in use. */
  readonly windowDays: number;
  readonly thresholds: Thresholds;
  readonly lint: LintSeverities;
  /** Whether fields may demand less than they do. */
  readonly mayWeaken: boolean;
  /** What the change must be; null where nothing was agreed on. */
  readonly proposal: Proposal | null;
  readonly now: Date;
}

export const usualCheck: Omit<CheckOptions, 'now'> = Object.freeze({
  windowDays: 7,
  thresholds: { calls: 1, percent: 0 },
  lint: {},
  mayWeaken: false,
  proposal: null,
});

/** What a step finds, before it is told where it is and how to mend it. */
export interface Draft {
  readonly step: Step;
  readonly code: CheckCode;
  readonly severity: Severity;
  readonly message: string;
  readonly coordinate: string | null;
  readonly operations?: readonly ConcernedOperation[];
  readonly places?: readonly Place[];
}

export interface Checked {
  readonly report: CheckReport;
  /** What holds where it was checked. */
  readonly base: RegistryState;
  /** What it would become; null where it does not compose. */
  readonly composed: Composed | null;
}

/** Days for which an approval counts. */
const approvalDays = 30;
const dayMs = 86_400_000;

/**
 * Checks a change against what is published now: every step is made that a step before does not make impossible.
 * Nothing is written.
 */
export async function checkSubgraph(
  registry: Registry,
  change: SubgraphChange,
  options: CheckOptions,
): Promise<Checked> {
  const { record } = registry;
  const base = await record.state();
  const published = await record.texts(base.subgraphs);
  const name = change.kind === 'publish' ? change.subgraph.name : change.name;
  const changed = change.kind === 'publish' ? change.subgraph : null;
  const before = published.find((each) => each.name === name) ?? null;
  const texts = [...published.filter((each) => each.name !== name), ...(changed === null ? [] : [changed])];
  const composition = await composeInThread(texts);
  const documents = { before: before && parsedOrNull(before.sdl), after: changed && parsedOrNull(changed.sdl) };

  const findings: Finding[] = composition.kind === 'failed' ? composition.mistakes.map(ofMistake) : [];
  const drafts: Draft[] = [];
  if (changed !== null && documents.after !== null) drafts.push(...lint(changed, documents.after, options.lint));
  if (changed !== null && options.proposal !== null) drafts.push(...proposalMismatch(changed, options.proposal));
  const skipped = new Set<Step>(options.proposal === null ? ['proposal'] : []);
  const composed = composition.kind === 'composed' ? composition : null;
  if (composed === null) {
    for (const step of stepsAfter('compose')) if (step !== 'lint' && step !== 'proposal') skipped.add(step);
    if (documents.after === null) skipped.add('lint');
    skipAfterFailure(findings, skipped);
  } else {
    drafts.push(...(await comparisons(registry, base, composed, documents, options)));
  }
  const located = drafts.map((draft) => ofDraft(draft, texts));
  const all = [...findings, ...located];
  return {
    report: {
      version: 1,
      subgraph: name,
      base: base.supergraph,
      supergraph: composed === null ? null : supergraphDigest(composed.supergraph),
      passed: all.every(({ severity }) => severity !== 'error'),
      steps: steps.map((step) => ({ step, outcome: outcomeOf(step, all, skipped) })),
      findings: all.sort((one, other) => steps.indexOf(one.step) - steps.indexOf(other.step)),
    },
    base,
    composed,
  };
}

interface Documents {
  readonly before: DocumentNode | null;
  readonly after: DocumentNode | null;
}

async function comparisons(
  { record, operations }: Registry,
  base: RegistryState,
  composed: Composed,
  documents: Documents,
  { windowDays, thresholds, mayWeaken, now }: CheckOptions,
): Promise<Draft[]> {
  const next = graphOrDraft(supergraphDigest(composed.supergraph), composed.supergraph, composed.api);
  const contracts = brokenContracts(composed.supergraph, base.contracts);
  if ('code' in next) return [next, ...contracts];
  if (base.supergraph === null) return contracts;
  const { sdl, api } = await record.supergraph(base.supergraph);
  const former = readGraph(base.supergraph, sdl, api);
  const approvals = await record.approvalsSince(new Date(now.getTime() - approvalDays * dayMs).toISOString());
  const seen = await operations.seenWithin(windowDays, now);
  const usage = new Usage(seen, former, thresholds, approvals);
  return [
    ...weakenedProtection(former, next, mayWeaken),
    ...(await breakingChanges(former, next, usage)),
    ...removedKeys(documents.before, documents.after),
    ...contracts,
    ...raisedCosts(former, next, usage),
    ...unusedFields(next, usage),
  ];
}

function graphOrDraft(digest: string, sdl: string, api: string): Graph | Draft {
  try {
    return readGraph(digest, sdl, api);
  } catch (error) {
    const message = `A gateway would refuse to serve it: ${error instanceof Error ? error.message : String(error)}`;
    return { step: 'protection', code: 'NOT_SERVABLE', severity: 'error', message, coordinate: null };
  }
}

/** The library checks each subgraph by itself before it joins them: what it says of one begins with its name. */
function ofMistake(mistake: Mistake): Finding {
  const { code, message, places } = mistake;
  const step = message.startsWith('Syntax Error') ? 'parse' : /^\[[\w-]+\] /.test(message) ? 'subgraph' : 'compose';
  const [coordinate = null] = /(?<=")\w+\.\w+(?=")/.exec(message) ?? [];
  return { step, code, severity: 'error', message, coordinate, places, mend: mendOf(mistake), operations: [] };
}

function skipAfterFailure(findings: readonly Finding[], skipped: Set<Step>): void {
  const failed = steps.find((step) => findings.some((finding) => finding.step === step));
  for (const step of stepsAfter(failed ?? 'compose')) {
    if (steps.indexOf(step) <= steps.indexOf('compose')) skipped.add(step);
  }
}

function stepsAfter(step: Step): readonly Step[] {
  return steps.slice(steps.indexOf(step) + 1);
}

function ofDraft(draft: Draft, texts: readonly SubgraphText[]): Finding {
  const { coordinate, operations = [], places } = draft;
  return {
    ...draft,
    operations,
    places: places ?? (coordinate === null ? [] : placesNamed(coordinate, texts)),
    mend: explain(draft.code)?.mend ?? '',
  };
}

function placesNamed(coordinate: string, texts: readonly SubgraphText[]): Place[] {
  const [type = '', field] = coordinate.split('.');
  const parsed = texts.flatMap((text) => {
    const document = parsedOrNull(text.sdl);
    return document === null || !text.sdl.includes(type) ? [] : [{ ...text, document }];
  });
  return placesOfNamed(field === undefined ? `"${type}"` : `"${type}.${field}"`, parsed);
}

function parsedOrNull(sdl: string): DocumentNode | null {
  try {
    return parse(sdl);
  } catch {
    return null;
  }
}

function outcomeOf(step: Step, findings: readonly Finding[], skipped: ReadonlySet<Step>): Outcome {
  if (findings.some((finding) => finding.step === step && finding.severity === 'error')) return 'failed';
  return skipped.has(step) ? 'skipped' : 'passed';
}
