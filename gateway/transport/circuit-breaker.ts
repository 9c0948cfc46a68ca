import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  handleWhenResult,
  SamplingBreaker,
} from 'cockatiel';

/** When a subgraph is not asked any more, and for how long. */
export interface BreakerRules {
  /** The share of questions that have to fail, above 0 and below 1. */
  readonly errorShare: number;
  /** How many questions there have to be within the window: of fewer nothing is concluded. */
  readonly leastQuestions: number;
  readonly windowMs: number;
  /** How long nothing is asked before one question tries again. */
  readonly openMs: number;
}

// Targets are made of names in the supergraph; a client may combine them at will.
const mostTargets = 500;

/**
 * The circuit breakers of one subgraph, one for each target: types of entities, or fields at the root. What keeps
 * failing is not asked any more, so that an answer does not wait for it and it is left in peace; after a while one
 * question tries whether it is back.
 */
export class CircuitBreakers<Result> {
  private readonly byTarget = new Map<string, CircuitBreakerPolicy>();

  /** @param isFault whether what came says that the subgraph could not answer, whatever was asked. */
  constructor(
    private readonly rules: BreakerRules,
    private readonly isFault: (result: Result) => boolean,
  ) {}

  /** Targets that are not asked now. */
  get open(): string[] {
    return [...this.byTarget].flatMap(([target, { state }]) => (state === CircuitState.Closed ? [] : [target]));
  }

  /** Asks, unless that has kept failing: then null, at once. */
  async run(target: string, ask: () => Promise<Result>): Promise<Result | null> {
    const breaker = this.byTarget.get(target) ?? this.add(target);
    // One question tries; the others do not wait for what comes of it.
    if (breaker.state === CircuitState.HalfOpen) return null;
    try {
      return await breaker.execute(ask);
    } catch (error) {
      if (error instanceof BrokenCircuitError) return null;
      throw error;
    }
  }

  private add(target: string): CircuitBreakerPolicy {
    const { errorShare, leastQuestions, windowMs, openMs } = this.rules;
    const minimumRps = leastQuestions / (windowMs / 1_000);
    const breaker = circuitBreaker(
      handleWhenResult((result) => this.isFault(result as Result)),
      {
        halfOpenAfter: openMs,
        breaker: new SamplingBreaker({ threshold: errorShare, duration: windowMs, minimumRps }),
      },
    );
    this.byTarget.set(target, breaker);
    const oldest = this.byTarget.keys().next();
    if (this.byTarget.size > mostTargets && !oldest.done) this.byTarget.delete(oldest.value);
    return breaker;
  }
}
