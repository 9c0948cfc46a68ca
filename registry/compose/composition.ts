/** The schema of a subgraph, as it is composed. */
export interface SubgraphText {
  readonly name: string;
  /** Where the gateway asks it. */
  readonly url: string;
  readonly sdl: string;
  /** What messages call the text: a file, or where else it is from. */
  readonly file: string;
}

/** A line of a subgraph's schema; line and column count from 1. */
export interface Place {
  readonly subgraph: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What keeps subgraphs from being composed. */
export interface Mistake {
  /** One of `compositionCodes`. */
  readonly code: string;
  readonly message: string;
  /** The first is where to look first; the others are who else is concerned. */
  readonly places: readonly Place[];
}

export interface Composed {
  readonly kind: 'composed';
  readonly supergraph: string;
  /** What clients see, as SDL. */
  readonly api: string;
}

export type Composition = Composed | { readonly kind: 'failed'; readonly mistakes: readonly Mistake[] };
