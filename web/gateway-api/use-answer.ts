import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useAsker } from '../sign-in/sign-in';
import { type Answer, ask, type Failure } from './ask';
import type { TypedDocumentString } from './generated/graphql';
import { keepEarlier } from './keep-earlier';

export interface Asked<Data> {
  readonly data: Data | null;
  readonly failures: readonly Failure[];
  /** True while nothing is there to be shown. */
  readonly isLoading: boolean;
  /** True while what is shown is that of an earlier question. */
  readonly isChanging: boolean;
  /** True when nobody answered. */
  readonly isFailed: boolean;
  askAgain(): void;
}

interface AnswerOptions {
  readonly enabled?: boolean;
  /** Asked again only on request. */
  readonly isSteady?: boolean;
}

const brokenRecheckMs = 15_000;
const recheckMs = 120_000;

/**
 * Asks, keeps the answer while it is asked again, and asks again by itself: soon where a part failed. What one asker was
 * told is never shown to another.
 */
export function useAnswer<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { enabled = true, isSteady = false }: AnswerOptions = {},
): Asked<Data> {
  const { asker } = useAsker();
  const queries = useQueryClient();
  const query = useQuery<Answer<Data>>({
    queryKey: [asker, document.__meta__?.hash, variables],
    queryFn: async ({ signal, queryKey }) =>
      keepEarlier(await ask(document, variables, signal), queries.getQueryData(queryKey)),
    enabled: enabled && asker !== null,
    placeholderData: (earlier, before) => (before?.queryKey[0] === asker ? earlier : undefined),
    refetchInterval: ({ state }) => {
      if (isSteady) return false;
      return state.data?.failures.some(({ subgraph }) => subgraph !== null) ? brokenRecheckMs : recheckMs;
    },
    refetchOnWindowFocus: !isSteady,
    refetchOnReconnect: !isSteady,
    retry: 1,
    retryDelay: 500,
  });
  return {
    data: query.data?.data ?? null,
    failures: query.data?.failures ?? [],
    isLoading: enabled && query.isPending,
    isChanging: query.isPlaceholderData || (query.isFetching && !query.isPending),
    isFailed: query.isError,
    askAgain: () => void query.refetch(),
  };
}
