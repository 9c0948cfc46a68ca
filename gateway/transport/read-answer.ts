import { isUtf8 } from 'node:buffer';

import { subgraphFault } from '../errors';
import type { HttpAnswer } from './http-exchange';

/** What a subgraph answered, its shape checked. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: unknown; readonly extensions?: unknown }[];
}

/** The bytes of an answer, read only when they are new. */
export class AnswerBody {
  private text: string | null = null;

  constructor(private readonly bytes: Buffer) {}

  get length(): number {
    return this.bytes.length;
  }

  equals(other: AnswerBody): boolean {
    return this === other || this.bytes.equals(other.bytes);
  }

  /**
   * Data that nobody else has: an operation completes them in place. Those who share a body share its text.
   * @throws GraphQLError SUBGRAPH_INVALID_RESPONSE when the bytes are not a GraphQL answer.
   */
  read(subgraph: string): SubgraphAnswer {
    this.text ??= isUtf8(this.bytes) ? this.bytes.toString('utf8') : '';
    const answer = readAnswer(this.text);
    if (answer === null) throw subgraphFault('SUBGRAPH_INVALID_RESPONSE', subgraph);
    return answer;
  }

  /** Whether it is an answer without any data, for failures inside the subgraph. */
  get saysThatAllFailed(): boolean {
    // Most answers have no errors, and are not read for it.
    if (!this.mayHaveErrors) return false;
    const { data, errors } = readAnswer(this.bytes.toString('utf8')) ?? { data: null };
    const codes = (errors ?? []).map(({ extensions }) => (isObject(extensions) ? extensions.code : undefined));
    return hasNothing(data) && codes.length > 0 && codes.every((code) => failureCodes.has(code));
  }

  private get mayHaveErrors(): boolean {
    const { bytes } = this;
    return bytes.subarray(0, edge).includes(errorsKey) || bytes.subarray(-edge).includes(errorsKey);
  }

  /** Lets go of the text: who keeps a body keeps its bytes only. */
  release(): void {
    this.text = null;
  }
}

const errorsKey = '"errors"';
/** Bytes at the beginning and at the end of an answer: where its errors stand when nearly all that it has is errors. */
const edge = 4_096;

/** What servers say when they themselves have failed, not the client. Codes that are not told are none of these. */
const failureCodes: ReadonlySet<unknown> = new Set([
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
  'DOWNSTREAM_SERVICE_ERROR',
]);

function hasNothing(data: SubgraphAnswer['data']): boolean {
  const isNothing = (value: unknown): boolean => value == null || (Array.isArray(value) && value.every(isNothing));
  return data == null || Object.values(data).every(isNothing);
}

/** The body of an answer that may be a GraphQL answer: JSON by its media type, not compressed. */
export function bodyOf({ headers, body }: HttpAnswer): AnswerBody | null {
  const type = headers['content-type'];
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return null;
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity') return null;
  return new AnswerBody(body);
}

/** Reads a GraphQL answer: an object with `data` that is an object or null, or with `errors` that have messages. */
function readAnswer(text: string): SubgraphAnswer | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { data, errors } = value;
  if (data === undefined && errors === undefined) return null;
  if (data !== undefined && data !== null && !isObject(data)) return null;
  if (errors !== undefined && errors !== null && !areErrors(errors)) return null;
  return errors === null ? { data: data ?? null } : value;
}

function areErrors(errors: unknown): boolean {
  return Array.isArray(errors) && errors.every((error) => isObject(error) && typeof error.message === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
