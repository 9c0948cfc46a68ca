import { useQueryClient } from '@tanstack/react-query';

import type { Failure } from '../gateway-api/ask';
import { saidByGateway } from '../gateway-api/failures';
import type { Words } from '../language/english';
import { useLanguage } from '../language/language';
import { SaidByGateway } from '../parts/said-by-gateway';

/** Why a change was not made, or that it may have been, and what to do. */
export function ChangeRefused({ failures }: { readonly failures: readonly Failure[] }) {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const sentences = [...new Set(failures.map((failure) => sentenceOf(failure, words)))];
  return (
    <div role="alert">
      {sentences.length > 0 && (
        <div className="notice">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <SaidByGateway texts={saidByGateway(failures)} />
          {failures.some(({ code }) => code === 'CONFLICT') && (
            <button type="button" className="quiet" onClick={() => void queries.invalidateQueries()}>
              {words.followUp.showAsItIs}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function sentenceOf({ code }: Failure, { followUp: { refused }, states }: Words): string {
  switch (code) {
    case 'BAD_USER_INPUT':
      return refused.input;
    case 'CONFLICT':
      return refused.conflict;
    case 'NOT_FOUND':
      return refused.notFound;
    case 'UNAUTHORIZED_FIELD_OR_TYPE':
    case 'INVALID_TOKEN':
      return refused.notAllowed;
    case 'AUDIT_UNAVAILABLE':
      return refused.noAudit;
    case 'RATE_LIMITED':
      return states.rateLimited;
    case 'SUBGRAPH_OUTCOME_UNKNOWN':
      return refused.unknown;
    case 'NO_ANSWER':
      return refused.noAnswer;
    default:
      return code.startsWith('SUBGRAPH_') ? refused.unavailable : refused.other;
  }
}
