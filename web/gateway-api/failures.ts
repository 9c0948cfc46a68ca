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

/** By its code, in the language of the page: the gateway's own words are English. */
function sentenceOf({ code }: Failure, { states }: Words): string {
  switch (code) {
    case 'UNAUTHORIZED_FIELD_OR_TYPE':
      return states.notAllowed;
    case 'RATE_LIMITED':
      return states.rateLimited;
    case 'COST_LIMIT':
      return states.tooMuch;
    case 'NOT_FOUND':
      return states.unknownArea;
    case 'BAD_USER_INPUT':
      return states.badInput;
    case 'INVALID_TOKEN':
      return states.signInAgain;
    case 'PERSISTED_QUERY_NOT_FOUND':
    case 'TRUSTED_DOCUMENT_REQUIRED':
      return states.loadAgain;
    case 'PLANNING_TIMEOUT':
    case 'PLANNING_BUSY':
    case 'REQUEST_TIMEOUT':
      return states.busy;
    case 'INTERNAL_SERVER_ERROR':
      return states.internal;
    default:
      return states.otherFailure(code);
  }
}

const prefix = 'Unauthorized field or type: ';

/** The gateway's own words, in English, where they say more than the code: what is lacking, or what was to be otherwise. */
export function saidByGateway(failures: readonly Failure[]): string[] {
  const telling = failures.filter(({ code, message }) => tellingCodes.includes(code) && message !== '');
  return [
    ...new Set(telling.map(({ message }) => (message.startsWith(prefix) ? message.slice(prefix.length) : message))),
  ];
}

const tellingCodes = ['BAD_USER_INPUT', 'COST_LIMIT', 'CONFLICT', 'NOT_FOUND', 'UNAUTHORIZED_FIELD_OR_TYPE'];
