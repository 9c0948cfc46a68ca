/** What a client asked of one object, in its order. */
export interface ObjectShape {
  /** The declared type. */
  readonly typeName: string;
  /** That type and all types that are one. */
  readonly typeNames: readonly string[];
  /** The type that an object is; undefined when it does not say it where it must, or is another than it can be. */
  typeOf(object: Readonly<Record<string, unknown>>): string | undefined;
  /** The fields for an object of a type; undefined when the type cannot stand here. */
  fieldsOf(typeName: string): readonly FieldShape[] | undefined;
  /** The field whose data come under a key, for an object of a type, or of any type when that is not known. */
  fieldAt(dataKey: string, typeName: string | undefined): FieldShape | undefined;
  /** The fragments that come later, for an object of a type, or of any type when that is not known. */
  deferredOf(typeName: string | undefined): readonly DeferredFragment[];
  /** Whether anything here or beneath comes later. */
  readonly hasDeferred: boolean;
}

/** A fragment with @defer, for objects of one type at one place of the operation. */
export interface DeferredFragment {
  /** One for each place of the operation. */
  readonly id: string;
  /** The client's. */
  readonly label: string | undefined;
  readonly shape: ObjectShape;
}

export interface FieldShape {
  readonly responseName: string;
  /** `"name":`, ready to be written. */
  readonly prefix: string;
  readonly dataKey: string;
  /** `Type.field`, by the type of the object that it is of. */
  readonly coordinate: string;
  readonly type: TypeShape;
  /** The JSON text of a field that no subgraph is asked for: introspection. */
  readonly answer?: (variables: Readonly<Record<string, unknown>>) => string;
  /** Whether the asker has no right to it: it is null, whatever the data hold. */
  readonly isDenied: boolean;
  /** What a leaf costs; an object's cost is with its type. */
  readonly weight: number;
  /** True for `__typename`. */
  readonly isTypeName: boolean;
}

export type TypeShape =
  | { readonly kind: 'list'; readonly nonNull: boolean; readonly item: TypeShape }
  /** `weight` is the cost of each object. */
  | { readonly kind: 'object'; readonly nonNull: boolean; readonly weight: number; readonly object: ObjectShape }
  | { readonly kind: 'leaf'; readonly nonNull: boolean; readonly write: LeafWriter };

/** JSON text of a leaf, or undefined when the value is not one of the type. */
export type LeafWriter = (value: unknown) => string | undefined;

export type ResponseShape = ObjectShape;
