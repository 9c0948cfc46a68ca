/** Which type is which, by name: of all types of a supergraph, those that clients do not see included. */
export class TypeRelations {
  private readonly subtypes: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(subtypes: Readonly<Record<string, readonly string[]>>) {
    this.subtypes = new Map(Object.entries(subtypes).map(([name, names]) => [name, new Set(names)]));
  }

  /** True when an object of `type` fits a condition on `condition`. */
  fits(type: string, condition: string): boolean {
    return type === condition || (this.subtypes.get(condition)?.has(type) ?? false);
  }

  /** The type itself and all types that are one. */
  typesOf(type: string): readonly string[] {
    return [type, ...(this.subtypes.get(type) ?? [])];
  }
}
