import type { FormattedExecutionResult } from 'graphql';

import type { ExecutionOutcome } from '../execute/execution';
import { joinText, type JsonText } from '../execute/json-text';
import { degradedIn } from './degraded';
import { encodeTexts } from './encode-text';
import type { ErrorLog } from './error-log';
import { formatError } from './format-error';

/** `data` as text that is ready to be sent; whoever wants to look into it reads the text as JSON. */
export class AnswerText {
  private joined: string | null = null;
  private encoded: Buffer | null = null;

  constructor(private readonly pieces: JsonText) {}

  get text(): string {
    return joinText(this.pieces);
  }

  /** The whole answer when nothing but data is in it: always the same string. */
  get whole(): string {
    return (this.joined ??= `{"data":${this.text}}`);
  }

  /** The whole answer as UTF-8, encoded once for all who get it. */
  get bytes(): Buffer {
    return (this.encoded ??= encodeTexts('{"data":', this.pieces, '}'));
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

const answers = new WeakMap<ExecutionOutcome, AnswerText>();

/** One answer for all requests that share an outcome. */
export function answerOf(outcome: ExecutionOutcome): AnswerText {
  const answer = answers.get(outcome) ?? new AnswerText(outcome.text);
  answers.set(outcome, answer);
  return answer;
}

/** A result as JSON text; data that are text already are put in as they are. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { data, ...rest } = result;
  if (!(data instanceof AnswerText)) return JSON.stringify(result);
  const others = JSON.stringify(rest);
  return others === '{}' ? data.whole : `${others.slice(0, -1)},"data":${data.text}}`;
}

/** The answer to an operation as it is sent. */
export function answerBytes(outcome: ExecutionOutcome, errorLog: ErrorLog, requestId: string): Buffer {
  if (outcome.errors.length === 0) return answerOf(outcome).bytes;
  const formatted = outcome.errors.map((error) => formatError(error.toJSON(), error));
  const errors = errorLog.note(formatted, requestId);
  const degraded = degradedIn(errors);
  const extensions = degraded.length === 0 ? '' : `"extensions":${JSON.stringify({ degraded })},`;
  return encodeTexts(`{"errors":${JSON.stringify(errors)},${extensions}"data":`, outcome.text, '}');
}
