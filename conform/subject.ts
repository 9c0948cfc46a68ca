import { type RequestToSign, type SignatureHeaders, type SigningKey, signRequest } from '../common/message-signature';
import type { EntityKey } from './entity-keys';
import { exchange, type HttpAnswer, type HttpRequest } from './http-answer';
import type { SubgraphSchema } from './subgraph-schema';

export interface SubjectOptions {
  readonly url: URL;
  /** The subgraph's own name: what requests are signed for. */
  readonly name: string;
  /** Null where the subgraph is asked without signatures. */
  readonly key: SigningKey | null;
  /** Who asks, as a header's value. */
  readonly identity: string;
}

/** What is known of the subgraph once its schema was asked for. */
export interface Learned {
  readonly service: HttpAnswer;
  readonly schema: SubgraphSchema | null;
  readonly entityKeys: readonly EntityKey[];
  /** The schema that its owner says it serves. */
  readonly expectedSdl: string | null;
  /** The process to end, for the last check. */
  readonly pid: number | null;
}

/** The subgraph that is looked at: asks it as the gateway does, and keeps what it answered. */
export class Subject {
  /** Every answer so far, for what looks at all of them. */
  readonly answers: HttpAnswer[] = [];
  readonly url: URL;
  readonly name: string;
  readonly key: SigningKey | null;
  private readonly identity: string;
  private known: Learned | null = null;

  constructor({ url, name, key, identity }: SubjectOptions) {
    this.url = url;
    this.name = name;
    this.key = key;
    this.identity = identity;
  }

  learn(learned: Learned): void {
    this.known = learned;
  }

  get learned(): Learned {
    if (this.known === null) throw new Error('Nothing is known of the subgraph yet.');
    return this.known;
  }

  /** Asks with a signature where there is a key. */
  ask(query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    const body = JSON.stringify({ query, variables });
    return this.post(body, { ...this.signed(body), ...headers });
  }

  post(body: string, headers: object): Promise<HttpAnswer> {
    return this.send({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  }

  async send(request: HttpRequest, url = this.url): Promise<HttpAnswer> {
    const answer = await exchange(url, request);
    this.answers.push(answer);
    return answer;
  }

  /** The headers of a signature over a body, or over something else of it; none without a key. */
  signed(
    body: string,
    change: Partial<RequestToSign> = {},
    { key = this.key, created }: { readonly key?: SigningKey | null; readonly created?: number } = {},
  ): SignatureHeaders | Record<string, never> {
    if (key === null) return {};
    const { name: audience, identity } = this;
    return signRequest({ method: 'POST', path: this.url.pathname, audience, identity, body, ...change }, key, created);
  }
}
