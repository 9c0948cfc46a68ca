import { type ParameterTexts, searchOf, textsIn, variablesText } from '../samples/parameter-texts';
import type { Sample } from '../samples/samples';

/** What stands in the editors. */
export interface Draft {
  readonly query: string;
  /** JSON; '' for none. */
  readonly variables: string;
  /** The sample that it began as; null for none. */
  readonly sample: string | null;
  readonly texts: ParameterTexts;
  /** Whether somebody else wrote it. */
  readonly isFromLink: boolean;
}

export function draftOf(sample: Sample, texts: ParameterTexts = {}): Draft {
  const variables = variablesText(sample, texts);
  return { query: sample.text, variables, sample: sample.name, texts, isFromLink: false };
}

/** What an address opens: an operation in its fragment, a sample by its name, else the first of the samples. */
export function draftIn({ search, hash }: Pick<Location, 'search' | 'hash'>, samples: readonly Sample[]): Draft {
  const fragment = new URLSearchParams(hash.slice(1));
  const query = fragment.get('query');
  if (query !== null) {
    return { query, variables: fragment.get('variables') ?? '', sample: null, texts: {}, isFromLink: true };
  }
  const asked = new URLSearchParams(search).get('sample');
  const named = samples.find(({ name }) => name === asked);
  if (named !== undefined) return draftOf(named, textsIn(search, named));
  const first = samples.find(({ name }) => name === firstSample) ?? samples[0];
  return first === undefined ? emptyDraft : draftOf(first);
}

const firstSample = 'stability-ranking';
const emptyDraft: Draft = { query: '', variables: '', sample: null, texts: {}, isFromLink: false };

/**
 * The address that opens the same again: of a sample by its name and parameters, else with text and variables in the
 * fragment, which a browser sends to no server.
 */
export function linkOf({ query, variables }: Draft, sample: Sample | undefined, texts: ParameterTexts): string {
  if (query === sample?.text && variables === variablesText(sample, texts)) {
    const search = searchOf(texts);
    return `/explorer?sample=${sample.name}${search === '' ? '' : `&${search}`}`;
  }
  return `/explorer#${new URLSearchParams({ query, ...(variables !== '' && { variables }) }).toString()}`;
}
