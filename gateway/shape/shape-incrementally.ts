import { GraphQLError } from 'graphql';

import type { DeferredExecution } from '../execute/execute-deferred';
import type { ExecutionOutcome, SubgraphError } from '../execute/execution';
import type { CompletedResult, PendingResult, SubsequentPayload } from '../execute/incremental-outcome';
import { joinText } from '../execute/json-text';
import type { ResponseShape } from '../plan/response-shape';
import { DeferredErrors } from './deferred-errors';
import { deferredInstances, type Instance } from './deferred-instances';
import { shapeResponse } from './shape-response';

type Values = Readonly<Record<string, unknown>>;

/** Writes what comes first, once it is there, and promises the rest: each deferred fragment of each object by itself. */
export function shapeIncrementally(
  execution: DeferredExecution,
  shape: ResponseShape,
  values: Values,
): ExecutionOutcome {
  return new IncrementalShaper(execution, shape, values).first();
}

interface Announced extends PendingResult {
  readonly instance: Instance;
}

class IncrementalShaper {
  private readonly errors: DeferredErrors;
  /** What was announced and is not there yet, by fragment. */
  private readonly pending = new Map<string, Announced[]>();
  private lastId = 0;

  constructor(
    private readonly execution: DeferredExecution,
    private readonly shape: ResponseShape,
    private readonly values: Values,
  ) {
    this.errors = new DeferredErrors(execution, shape);
  }

  first(): ExecutionOutcome {
    const { shape } = this;
    const { execution } = this.execution.primary;
    const outcome = shapeResponse({ ...execution, errors: this.errors.ofPrimary() }, shape, this.values);
    const data: unknown = JSON.parse(joinText(outcome.text));
    const root = { path: [], dataPath: [] };
    const pending = this.announce(deferredInstances(data, execution.data, shape.typeName, shape, root));
    if (pending.length === 0) return outcome;
    return { ...outcome, incremental: { data, pending, payloads: this.payloads(), ended: this.execution.ended } };
  }

  private announce(instances: readonly Instance[]): PendingResult[] {
    return instances.map((instance) => {
      const { fragment, path } = instance;
      const announced = { id: String(this.lastId), path, label: fragment.label, instance };
      this.lastId += 1;
      const others = this.pending.get(fragment.id);
      if (others === undefined) this.pending.set(fragment.id, [announced]);
      else others.push(announced);
      return announced;
    });
  }

  private async *payloads(): AsyncGenerator<SubsequentPayload, void, undefined> {
    while (this.pending.size > 0) {
      await Promise.race([...this.pending.keys()].map((fragment) => this.settled(fragment)));
      const ready = [...this.pending].filter(([fragment]) => this.isSettled(fragment));
      for (const [fragment] of ready) this.pending.delete(fragment);
      const shaped = ready.flatMap(([fragment, announced]) => this.shapeFragment(fragment, announced));
      const pending = shaped.flatMap(({ within }) => this.announce(within));
      yield { completed: shaped.map(({ result }) => result), pending, hasNext: this.pending.size > 0 };
    }
  }

  private settled(fragment: string): Promise<unknown> {
    return this.execution.deferred.get(fragment)?.done.catch(() => undefined) ?? Promise.resolve();
  }

  private isSettled(fragment: string): boolean {
    return this.execution.deferred.get(fragment)?.isDone ?? true;
  }

  private shapeFragment(fragment: string, announced: readonly Announced[]): Shaped[] {
    const errors = this.errors.ofFragment(
      fragment,
      announced.map(({ instance }) => instance.dataPath),
    );
    return announced.map((each, index) => {
      try {
        return this.shapeInstance(each, errors[index] ?? []);
      } catch (error) {
        // The others are told all the same; of this one no more than that it failed.
        return { result: { pending: each, data: null, errors: [failure(each.path, error)] }, within: [] };
      }
    });
  }

  private shapeInstance(pending: Announced, told: readonly SubgraphError[]): Shaped {
    const { object, fragment, path, dataPath } = pending.instance;
    const { shape } = fragment;
    const execution = { ...this.execution.primary.execution, data: object, errors: [...told] };
    const { text: pieces, errors } = shapeResponse(execution, shape, this.values);
    const text = joinText(pieces);
    const data: unknown = JSON.parse(text);
    // Nothing is missing: what one fetch could not bring another did.
    const isWhole = !text.includes('null');
    const within = deferredInstances(data, object, shape.typeName, shape, { path, dataPath });
    return { result: { pending, data, errors: isWhole ? [] : errors.map((error) => atPath(path, error)) }, within };
  }
}

interface Shaped {
  readonly result: CompletedResult;
  readonly within: readonly Instance[];
}

type Path = Instance['path'];

/** An error of a fragment, by its path from the root of the answer. */
function atPath(path: Path, { message, path: within = [], extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { ...located([...path, ...within]), extensions });
}

function failure(path: Path, error: unknown): GraphQLError {
  return new GraphQLError(String(error), located(path));
}

function located(path: Path): { path?: Path } {
  return path.length === 0 ? {} : { path };
}
