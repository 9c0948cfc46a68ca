import { GraphQLError } from 'graphql';

import type { Execution, ExecutionOutcome, Failure } from '../execute/execution';
import type { DataObject } from '../plan/prepared-plan';
import type { FieldShape, ObjectShape, ResponseShape, TypeShape } from '../plan/response-shape';
import { quote } from '../plan/write-leaf';

/**
 * Writes the answer as JSON text: the asked fields in the asked order under the client's names, leaves checked, nulls
 * bubbling to the nearest place that may be null. Every null that no subgraph sent as null has one error with its path.
 */
export function shapeResponse(
  execution: Execution,
  shape: ResponseShape,
  variables: Readonly<Record<string, unknown>>,
): ExecutionOutcome {
  const writer = new ResponseWriter(execution, variables);
  const text = writer.writeRoot(shape);
  return { text: text ?? 'null', errors: writer.allErrors() };
}

type Path = (string | number)[];

/** JSON text, or null for a null that must go further up. */
type Written = string | null;

class ResponseWriter {
  private readonly errors: GraphQLError[] = [];
  /** Where the writing stands: response names and list positions. */
  private readonly path: Path = [];
  /** The same place by data keys, kept only when a subgraph told errors, which come by data keys. */
  private readonly place: Path = [];
  private readonly hasErrors: boolean;
  /** Texts of objects already written, by their shape: an entity that many parents share is written once. */
  private readonly texts = new Map<ObjectShape, Map<DataObject, string>>();
  /** Errors of subgraphs that were met on the way, with the client's path. */
  private readonly located = new Map<number, { depth: number; error: GraphQLError }>();

  constructor(
    private readonly execution: Execution,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    this.hasErrors = execution.errors.length > 0;
  }

  writeRoot(shape: ResponseShape): Written {
    return this.writeFields(this.execution.data, shape.typeName, shape);
  }

  allErrors(): GraphQLError[] {
    const { errors } = this.execution;
    const told = errors.map(({ message, path, code, subgraph }, index) => {
      const known = this.located.get(index)?.error;
      return known ?? new GraphQLError(message, { path, extensions: { code: code ?? 'SUBGRAPH_ERROR', subgraph } });
    });
    return [...told, ...this.errors];
  }

  private writeObject(value: unknown, shape: ObjectShape): Written {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.invalid();
    const object = value as DataObject;
    const known = this.texts.get(shape)?.get(object);
    if (known !== undefined) return known;
    const typename = shape.isAbstract && Object.hasOwn(object, '__typename') ? object.__typename : shape.typeName;
    if (typeof typename !== 'string') return this.invalid();
    const errorsBefore = this.errors.length;
    const text = this.writeFields(object, typename, shape);
    // A text with errors beneath it belongs to its place alone: the errors tell their paths.
    if (text !== null && !this.hasErrors && this.errors.length === errorsBefore) this.remember(shape, object, text);
    return text;
  }

  private remember(shape: ObjectShape, object: DataObject, text: string): void {
    const texts = this.texts.get(shape);
    if (texts === undefined) this.texts.set(shape, new Map([[object, text]]));
    else texts.set(object, text);
  }

  private writeFields(object: DataObject, typename: string, shape: ObjectShape): Written {
    const fields = shape.fieldsOf(typename);
    if (fields === undefined) return this.invalid();
    let text = '{';
    for (const field of fields) {
      const written = this.writeField(object, typename, field);
      if (written === null) return null;
      text += text.length === 1 ? field.prefix + written : `,${field.prefix}${written}`;
    }
    return `${text}}`;
  }

  private writeField(object: DataObject, typename: string, field: FieldShape): Written {
    if (field.isTypeName) return quote(typename);
    if (field.answer !== undefined) return field.answer(this.variables);
    this.enter(field.responseName, field.dataKey);
    const value = object[field.dataKey];
    const written = value === undefined ? this.notBrought(object, field) : this.writeValue(value, field.type);
    this.leave();
    return written ?? (field.type.nonNull ? null : 'null');
  }

  private writeValue(value: unknown, type: TypeShape): Written {
    if (value === null || value === undefined) return this.sentNull(type);
    switch (type.kind) {
      case 'leaf':
        return type.write(value) ?? this.invalid();
      case 'object':
        return this.writeObject(value, type.object);
      case 'list':
        return this.writeList(value, type.item);
    }
  }

  private writeList(value: unknown, item: TypeShape): Written {
    if (!Array.isArray(value)) return this.invalid();
    let text = '[';
    for (let index = 0; index < value.length; index += 1) {
      this.enter(index, index);
      const written = this.writeValue(value[index], item);
      this.leave();
      if (written === null && item.nonNull) return null;
      text += index === 0 ? (written ?? 'null') : `,${written ?? 'null'}`;
    }
    return `${text}]`;
  }

  // A null that a subgraph sent is told as it is; where null cannot stand, it needs a reason.
  private sentNull(type: TypeShape): Written {
    if (this.hasErrors) this.adoptErrors();
    if (type.nonNull && !this.isExplained())
      this.addError('SUBGRAPH_INVALID_RESPONSE', 'A value that must not be null is null.');
    return null;
  }

  private notBrought(object: DataObject, field: FieldShape): Written {
    if (this.hasErrors) this.adoptErrors();
    if (this.isExplainedHere()) return null;
    const failures = this.execution.failures.get(object);
    const failure = failures?.find(({ keys }) => keys.has(field.dataKey));
    this.addFailure(failure);
    return null;
  }

  private addFailure(failure: Failure | undefined): void {
    if (failure === undefined) this.addError('SUBGRAPH_INVALID_RESPONSE', 'A field was not brought by any subgraph.');
    else this.addError(failure.code, failure.message, failure.subgraph);
  }

  private invalid(): null {
    if (this.hasErrors) this.adoptErrors();
    if (!this.isExplained()) this.addError('SUBGRAPH_INVALID_RESPONSE', 'A value is not one of its type.');
    return null;
  }

  private addError(code: string, message: string, subgraph?: string): void {
    const extensions = { code, ...(subgraph === undefined ? {} : { subgraph }) };
    this.errors.push(new GraphQLError(message, { path: [...this.path], extensions }));
  }

  private enter(name: string | number, key: string | number): void {
    this.path.push(name);
    if (this.hasErrors) this.place.push(key);
  }

  private leave(): void {
    this.path.pop();
    if (this.hasErrors) this.place.pop();
  }

  /** True when a subgraph told an error at this place or beneath it: the null is its consequence. */
  private isExplainedHere(): boolean {
    return this.hasErrors && this.execution.errors.some(({ path }) => startsWith(path, this.place));
  }

  /** The same, or the error stands above: a subgraph told it of the whole object. */
  private isExplained(): boolean {
    return (
      this.isExplainedHere() ||
      (this.hasErrors && this.execution.errors.some(({ path }) => startsWith(this.place, path)))
    );
  }

  /** Gives the errors that belong at or beneath this place the client's names for the way to it. */
  private adoptErrors(): void {
    const { length } = this.place;
    this.execution.errors.forEach((error, index) => {
      if ((this.located.get(index)?.depth ?? -1) >= length || !startsWith(error.path, this.place)) return;
      const path = [...this.path, ...error.path.slice(length)];
      const extensions = { code: error.code ?? 'SUBGRAPH_ERROR', subgraph: error.subgraph };
      this.located.set(index, { depth: length, error: new GraphQLError(error.message, { path, extensions }) });
    });
  }
}

function startsWith(path: readonly (string | number)[], start: readonly (string | number)[]): boolean {
  return start.length <= path.length && start.every((element, index) => path[index] === element);
}
