import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ask, type Failure, NoAnswer } from './ask';
import type { TypedDocumentString } from './generated/graphql';

export interface Change<Variables> {
  /** Resolves with whether it was made; where it was not, `failures` says why. */
  make(variables: Variables): Promise<boolean>;
  readonly isUnderWay: boolean;
  readonly failures: readonly Failure[];
}

/** Nobody answered: whether the change was made is not known. */
const noAnswer: Failure = { message: '', path: [], code: 'NO_ANSWER', subgraph: null };

/** Codes after which a change may have been made all the same. */
const unknownOutcomes = [noAnswer.code, 'SUBGRAPH_OUTCOME_UNKNOWN'];

/** Asks for a change once. What is shown is asked anew when it was made, and when it may have been. */
export function useChange<Data, Variables>(document: TypedDocumentString<Data, Variables>): Change<Variables> {
  const queries = useQueryClient();
  const { mutateAsync, isPending, data } = useMutation({
    mutationFn: async (variables: Variables): Promise<readonly Failure[]> => {
      try {
        const { failures } = await ask(document, variables, new AbortController().signal);
        return failures;
      } catch (error) {
        if (error instanceof NoAnswer) return [noAnswer];
        throw error;
      }
    },
  });
  return {
    make: async (variables) => {
      const failures = await mutateAsync(variables);
      const isMade = failures.length === 0;
      if (isMade || failures.some(({ code }) => unknownOutcomes.includes(code))) void queries.invalidateQueries();
      return isMade;
    },
    isUnderWay: isPending,
    failures: isPending ? [] : (data ?? []),
  };
}
