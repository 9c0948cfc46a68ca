/** From whom a part of an answer is, as `extensions.provenance` tells it. */
export interface Source {
  readonly subgraph: string;
  readonly agency: string | null;
  readonly at: string;
  readonly fields: readonly string[];
  readonly asOf: string | null;
  readonly stale: boolean | null;
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

/** What is told of an answer beside it. */
export interface AnswerFacts {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly errors: number;
  /** In points; null where nothing is told of costs. */
  readonly cost: { readonly estimated: number; readonly actual: number; readonly left: number | null } | null;
  /** Why there is no value, by the place in the answer. */
  readonly nulls: readonly (readonly [place: string, reason: string])[];
  /** null where they were not asked for. */
  readonly sources: readonly Source[] | null;
}

/** An answer of the gateway, as far as it is read here. */
interface Answered {
  readonly errors?: readonly unknown[];
  readonly extensions?: {
    readonly nullReasons?: Readonly<Record<string, string>>;
    readonly provenance?: { readonly sources?: readonly Source[] };
  };
}

export function factsOf(answer: unknown, { headers }: Response, milliseconds: number, bytes: number): AnswerFacts {
  const { errors = [], extensions } = answer as Answered;
  const points = (name: string): number | null => {
    const told = headers.get(name);
    return told === null ? null : Number(told);
  };
  const estimated = points('x-cost-estimated');
  return {
    milliseconds,
    bytes,
    errors: errors.length,
    cost: estimated === null ? null : { estimated, actual: points('x-cost-actual') ?? 0, left: points('x-cost-left') },
    nulls: Object.entries(extensions?.nullReasons ?? {}),
    sources: extensions?.provenance?.sources ?? null,
  };
}

/** The answer without what is told of it elsewhere on the page. */
export function withoutFacts(answer: object): object {
  const { extensions, ...rest } = answer as Answered;
  const others = Object.entries(extensions ?? {}).filter(([name]) => name !== 'nullReasons' && name !== 'provenance');
  return others.length === 0 ? rest : { ...rest, extensions: Object.fromEntries(others) };
}

/** What `extensions.explain` tells of an operation that is not run. */
export interface Explanation {
  readonly plan: readonly string[];
  readonly cost: {
    readonly estimated: number;
    readonly most: number;
    readonly budget: { readonly left: number; readonly perMinute: number } | null;
  } | null;
  readonly dropped: readonly { readonly path: string; readonly because: string }[];
  readonly deprecations: readonly { readonly coordinate: string; readonly reason: string }[];
}

/** An explanation, or what kept the gateway from explaining. */
export type Explained = Explanation | { readonly failure: string };

export function explainedIn(answer: unknown): Explained {
  const { extensions } = answer as { readonly extensions?: { readonly explain?: Explanation } };
  return extensions?.explain ?? { failure: messagesOf(answer) };
}

/** What the errors of an answer say, each once. */
export function messagesOf(answer: unknown): string {
  const { errors = [] } = (answer ?? {}) as { readonly errors?: readonly { readonly message: string }[] };
  return [...new Set(errors.map(({ message }) => message))].join(' ');
}
