/** What a viewer must have. In `anyOf`, one of the lists must hold as a whole. */
export type Demand =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/**
 * What the supergraph protects by `@authenticated`, `@requiresScopes` and `@policy`: plain data, worked out once. Demands
 * are told by their number in `demands`; all numbers of a list must hold.
 */
export interface Protections {
  readonly demands: readonly Demand[];
  /** As written, by coordinate (`Type` or `Type.field`): what a later supergraph is compared with. */
  readonly written: Readonly<Record<string, readonly number[]>>;
  /** All that a field demands, by `Type.field`: its own, its parent's, its type's and what it @requires. */
  readonly fields: Readonly<Record<string, readonly number[]>>;
  /** The first flat key of each entity about a person, by type. */
  readonly personKeys: Readonly<Record<string, readonly string[]>>;
}

export const unprotected: Protections = Object.freeze({ demands: [], written: {}, fields: {}, personKeys: {} });

/** The policy by which a supergraph says that something is about a person: why it is looked at must be told, and is logged. */
export const purposePolicy = 'purpose';

/** Whether a demand asks why a person's record is looked at. */
export function isPersonal(demand: Demand | undefined): boolean {
  return demand?.kind === 'policies' && demand.anyOf.some((all) => all.includes(purposePolicy));
}
