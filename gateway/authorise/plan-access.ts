import { createHash } from 'node:crypto';

import { GraphQLError } from 'graphql';

import type { AuthorisedOperation, DeniedField } from './authorise-operation';
import type { Change } from './changes';
import type { Protections } from './protections';

/** What an operation asks for that is protected, and what of it the asker does not get. */
export interface PlanAccess {
  /** An error for each field that was taken out. */
  readonly denied: readonly GraphQLError[];
  /** The same fields, as they were found. */
  readonly deniedFields: readonly DeniedField[];
  /** Scopes by which what is left is protected. */
  readonly scopes: readonly string[];
  /** Whether a policy protects something that is left: then the answer can depend on who asks. */
  readonly hasPolicies: boolean;
  /** Coordinates about persons that are left; answers to them are logged. */
  readonly personal: readonly string[];
  /** Protected changes that are left; that they are asked for is logged before they are done. */
  readonly changes: readonly Change[];
  /** SHA-256 of the normalised operation, hexadecimal, where something is left that is logged; else empty. */
  readonly digest: string;
}

const open: PlanAccess = Object.freeze({
  denied: [],
  deniedFields: [],
  scopes: [],
  hasPolicies: false,
  personal: [],
  changes: [],
  digest: '',
});

/** @param text the normalised operation. */
export function planAccess(
  { denied, met, personal, changes }: AuthorisedOperation,
  { demands }: Protections,
  text: string,
): PlanAccess {
  if (denied.length === 0 && met.length === 0) return open;
  const made = met.flatMap((number) => demands[number] ?? []);
  return {
    denied: denied.map(unauthorised),
    deniedFields: denied,
    scopes: [...new Set(made.flatMap((demand) => (demand.kind === 'scopes' ? demand.anyOf.flat() : [])))].sort(),
    hasPolicies: made.some(({ kind }) => kind === 'policies'),
    personal,
    changes,
    digest: personal.length + changes.length === 0 ? '' : createHash('sha256').update(text).digest('hex'),
  };
}

/** The error of a field that was taken out. It says what is demanded, which is no secret: the schema says it too. */
function unauthorised({ path, because }: DeniedField): GraphQLError {
  const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE' };
  return new GraphQLError(`Unauthorized field or type: ${because}`, { path, extensions });
}
