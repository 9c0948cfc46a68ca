import type { ReactNode } from 'react';

import type { Failure } from '../gateway-api/ask';
import { saidByGateway, sentencesOf } from '../gateway-api/failures';
import { useLanguage } from '../language/language';
import { SaidByGateway } from './said-by-gateway';

/** Says that something is under way, to those who see it and those who hear it. */
export function Loading({ children }: { readonly children?: ReactNode }) {
  const { words } = useLanguage();
  return (
    <p className="loading" role="status">
      {children ?? words.states.loading}
    </p>
  );
}

/** What of an answer failed, in plain words; nothing where nothing did. */
export function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  const { words } = useLanguage();
  const sentences = sentencesOf(failures, words);
  if (sentences.length === 0) return null;
  return (
    <div className="notice" role="status">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <SaidByGateway texts={saidByGateway(failures)} />
    </div>
  );
}

/** Nobody answered. */
export function NoAnswerNotice({ onRetry }: { readonly onRetry: () => void }) {
  const { words } = useLanguage();
  return (
    <div className="notice" role="alert">
      <p>
        <strong>{words.states.failed}.</strong> {words.states.failedHint}
      </p>
      <button type="button" onClick={onRetry}>
        {words.states.retry}
      </button>
    </div>
  );
}

export function SignedOutNotice({ isDemonstration }: { readonly isDemonstration: boolean }) {
  const { words } = useLanguage();
  return (
    <div className="notice" role="status">
      <p>
        <strong>{words.signIn.signedOutTitle}.</strong> {words.signIn.signedOut}
      </p>
      {!isDemonstration && <p>{words.signIn.signedOutElsewhere}</p>}
    </div>
  );
}
