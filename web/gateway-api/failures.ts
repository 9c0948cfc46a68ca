import type { Words } from '../language/english';
import type { Failure } from './ask';
import type { StabilityAgency } from './generated/graphql';

const agencies: Readonly<Record<string, StabilityAgency>> = {
  permits: 'IMMIGRATION',
  refugees: 'UNHCR',
  security: 'KESBANGPOL',
  stability: 'TIMPORA',
};

/** The agency that runs a subgraph; null for one that the pages do not know. */
export function agencyOf(subgraph: string | null): StabilityAgency | null {
  return subgraph === null ? null : (agencies[subgraph] ?? null);
}

/** Agencies that did not answer, each once. */
export function agenciesDown(failures: readonly Failure[]): StabilityAgency[] {
  const down = failures.filter(({ code }) => code.startsWith('SUBGRAPH_')).map(({ subgraph }) => agencyOf(subgraph));
  return [...new Set(down)].filter((agency) => agency !== null);
}

/** Failures at a place of the answer, such as `area`, `incidents`. Numbers in a path stand for any entry of a list. */
export function failuresAt(failures: readonly Failure[], ...place: readonly string[]): Failure[] {
  return failures.filter(({ path }) => {
    const names = path.filter((step) => typeof step === 'string');
    return place.every((step, index) => names[index] === step);
  });
}

/** What failures say in plain words, each once. */
export function sentencesOf(failures: readonly Failure[], words: Words): string[] {
  const down = agenciesDown(failures).map((agency) => words.states.agencyDown(words.agencies[agency]));
  const others = failures
    .filter(({ code, subgraph }) => !code.startsWith('SUBGRAPH_') || agencyOf(subgraph) === null)
    .map((failure) => sentenceOf(failure, words));
  return [...new Set([...down, ...others])];
}

function sentenceOf({ code, message }: Failure, { states }: Words): string {
  if (code === 'UNAUTHORIZED_FIELD_OR_TYPE')
    return states.notAllowed(message.replace('Unauthorized field or type: ', ''));
  if (code === 'RATE_LIMITED') return states.rateLimited;
  if (code === 'NOT_FOUND') return states.unknownArea;
  if (code === 'INTERNAL_SERVER_ERROR') return states.internal;
  return states.otherFailure(message);
}
