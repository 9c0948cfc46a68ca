import type { GraphQLError } from 'graphql';

import type { Execution, ExecutionOutcome } from '../execute/execution';
import { type JsonText, pieceLength } from '../execute/json-text';
import type { DataObject } from '../plan/prepared-plan';
import type { FieldShape, ObjectShape, ResponseShape, TypeShape } from '../plan/response-shape';
import { quote } from '../plan/write-leaf';
import { type ErrorPlace, errorPlaces } from './error-places';
import { newError, tellErrors } from './tell-errors';

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
  const text = writer.writeRoot(shape) ?? 'null';
  const errors = writer.hasErrors ? [...tellErrors(execution, shape), ...writer.errors] : writer.errors;
  return { text, errors, cost: writer.cost };
}

function addPieces(pieces: JsonText[] | null, ...more: readonly JsonText[]): JsonText[] {
  if (pieces === null) return [...more];
  pieces.push(...more);
  return pieces;
}

/** null for a null that must go further up. */
type Written = JsonText | null;

interface WrittenObject {
  readonly text: JsonText;
  readonly cost: number;
}

class ResponseWriter {
  readonly errors: GraphQLError[] = [];
  readonly hasErrors: boolean;
  /** What was written so far costs. */
  cost = 0;
  /** Where the writing stands: response names and list positions. */
  private readonly path: (string | number)[] = [];
  /** The same place among those of which subgraphs told errors; null where none was told at or beneath it. */
  private place: ErrorPlace | null;
  /** How many places on the way here an error was told of. */
  private toldAbove = 0;
  /** Texts of objects already written, by their shape: an entity that many parents share is written once. */
  private readonly texts = new Map<ObjectShape, Map<DataObject, WrittenObject>>();

  constructor(
    private readonly execution: Execution,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    this.place = errorPlaces(execution.errors);
    this.hasErrors = this.place !== null;
  }

  writeRoot(shape: ResponseShape): Written {
    return this.writeFields(this.execution.data, shape.typeName, shape);
  }

  private writeFields(object: DataObject, typename: string, shape: ObjectShape): Written {
    const fields = shape.fieldsOf(typename);
    if (fields === undefined) return this.invalid();
    let text = '{';
    let pieces: JsonText[] | null = null;
    let isFirst = true;
    for (const field of fields) {
      const written = this.writeField(object, typename, field);
      if (written === null) return null;
      text += isFirst ? field.prefix : `,${field.prefix}`;
      isFirst = false;
      if (typeof written === 'string' && text.length < pieceLength) text += written;
      else {
        pieces = addPieces(pieces, text, written);
        text = '';
      }
    }
    return pieces === null ? `${text}}` : addPieces(pieces, `${text}}`);
  }

  private writeField(object: DataObject, typename: string, field: FieldShape): Written {
    if (field.isTypeName) return quote(typename);
    const { type, dataKey } = field;
    if (field.isDenied) return type.nonNull ? null : 'null';
    const value = object[dataKey];
    // Most fields are leaves that are what they should be; they need no place.
    const leaf = type.kind === 'leaf' && value !== undefined && value !== null ? type.write(value) : undefined;
    if (leaf !== undefined) {
      this.cost += field.weight;
      return leaf;
    }
    if (field.answer !== undefined) return field.answer(this.variables);
    const outer = this.enter(field.responseName, dataKey);
    const written = value === undefined ? this.notBrought(object, field) : this.writeValue(value, type);
    this.leave(outer);
    return written ?? (type.nonNull ? null : 'null');
  }

  private writeValue(value: unknown, type: TypeShape): Written {
    if (value === null || value === undefined) return this.sentNull(type);
    switch (type.kind) {
      case 'leaf':
        return type.write(value) ?? this.invalid();
      case 'object':
        return this.writeObject(value, type.object, type.weight);
      case 'list':
        return this.writeList(value, type.item);
    }
  }

  private writeList(value: unknown, item: TypeShape): Written {
    if (!Array.isArray(value)) return this.invalid();
    let text = '[';
    let pieces: JsonText[] | null = null;
    for (let index = 0; index < value.length; index += 1) {
      const outer = this.enter(index, index);
      const written = this.writeValue(value[index], item);
      this.leave(outer);
      if (written === null && item.nonNull) return null;
      if (index > 0) text += ',';
      if ((written === null || typeof written === 'string') && text.length < pieceLength) text += written ?? 'null';
      else {
        pieces = addPieces(pieces, text, written ?? 'null');
        text = '';
      }
    }
    return pieces === null ? `${text}]` : addPieces(pieces, `${text}]`);
  }

  private writeObject(value: unknown, shape: ObjectShape, weight: number): Written {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.invalid();
    const object = value as DataObject;
    const mayRepeat = this.execution.hasShared && this.place === null;
    const known = mayRepeat ? this.texts.get(shape)?.get(object) : undefined;
    if (known !== undefined) {
      this.cost += known.cost;
      return known.text;
    }
    const costBefore = this.cost;
    this.cost += weight;
    const typename = shape.typeOf(object);
    if (typename === undefined) return this.invalid();
    const errorsBefore = this.errors.length;
    const text = this.writeFields(object, typename, shape);
    // A text with errors beneath it belongs to its place alone: the errors tell their paths.
    if (mayRepeat && text !== null && this.errors.length === errorsBefore) {
      this.remember(shape, object, { text, cost: this.cost - costBefore });
    }
    return text;
  }

  private remember(shape: ObjectShape, object: DataObject, written: WrittenObject): void {
    const texts = this.texts.get(shape);
    if (texts === undefined) this.texts.set(shape, new Map([[object, written]]));
    else texts.set(object, written);
  }

  // A null that a subgraph sent is told as it is; where null cannot stand, it needs a reason.
  private sentNull(type: TypeShape): Written {
    if (type.nonNull && !this.isExplained()) {
      this.addError('SUBGRAPH_INVALID_RESPONSE', 'A value that must not be null is null.');
    }
    return null;
  }

  private notBrought(object: DataObject, { dataKey, type }: FieldShape): Written {
    const failures = this.execution.failures.get(object)?.filter(({ keys }) => keys.has(dataKey)) ?? [];
    const failure = failures.find(({ code }) => code !== null) ?? failures[0];
    if (failure?.code === null) return this.sentNull(type);
    // An error at or beneath this place is the reason already.
    if (this.place !== null) return null;
    if (failure === undefined) this.addError('SUBGRAPH_INVALID_RESPONSE', 'A field was not brought by any subgraph.');
    else this.addError(failure.code, failure.message, failure.subgraph);
    return null;
  }

  private invalid(): null {
    if (!this.isExplained()) this.addError('SUBGRAPH_INVALID_RESPONSE', 'A value is not one of its type.');
    return null;
  }

  /** True when a subgraph told an error here, beneath, or of something that this is in. */
  private isExplained(): boolean {
    return this.place !== null || this.toldAbove > 0;
  }

  private addError(code: string, message: string, subgraph?: string): void {
    this.errors.push(newError(message, [...this.path], code, subgraph));
  }

  private enter(name: string | number, key: string | number): ErrorPlace | null {
    this.path.push(name);
    const outer = this.place;
    if (outer !== null) {
      if (outer.isTold) this.toldAbove += 1;
      this.place = outer.below.get(key) ?? null;
    }
    return outer;
  }

  private leave(outer: ErrorPlace | null): void {
    this.path.pop();
    if (outer?.isTold) this.toldAbove -= 1;
    this.place = outer;
  }
}
