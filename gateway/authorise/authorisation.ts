import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

import type { Asker } from '../auth/viewer';
import { type AuthorisedOperation, authoriseOperation } from './authorise-operation';
import { withPersonKeys } from './person-keys';
import type { Protections } from './protections';
import { type Rights, RightsTable } from './rights';
import { visibleSchema } from './visible-schema';

export interface AuthorisationOptions {
  /** Whether looks at persons' records are logged: else nobody has a right to one. */
  readonly isLogged: boolean;
  /** Whether what is denied is reported and given all the same. */
  readonly isDryRun: boolean;
}

// Rights differ by role and purpose, not by viewer: a few are all there are.
const mostSchemas = 64;

/** Who may ask what of one supergraph. */
export class Authorisation {
  private readonly rights: RightsTable;
  private readonly visible = new Map<string, GraphQLSchema>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly protections: Protections,
    private readonly options: AuthorisationOptions,
  ) {
    this.rights = new RightsTable(protections, options.isLogged);
  }

  rightsOf(asker: Asker): Rights {
    return this.rights.of(asker);
  }

  /**
   * The operation with what is denied marked. In a dry run nothing is marked, and only told, unless it is about persons
   * or a change: nobody sees the ones or makes the other without a right, and unlogged.
   */
  authorise(operation: OperationDefinitionNode, rights: Rights): AuthorisedOperation {
    const authorised = authoriseOperation(operation, rights, this);
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const isTrial = this.options.isDryRun && isQuery && !authorised.denied.some(({ isPersonal }) => isPersonal);
    return isTrial ? { ...authorised, asked: operation, isDryRun: true } : authorised;
  }

  addKeys(operation: OperationDefinitionNode): OperationDefinitionNode {
    return withPersonKeys(operation, this);
  }

  /** What introspection shows to those who have these rights. */
  visibleTo(rights: Rights): GraphQLSchema {
    if (!rights.key.includes('0')) return this.schema;
    const schema = this.visible.get(rights.key) ?? visibleSchema(this.schema, this.protections, rights);
    if (this.visible.size >= mostSchemas) this.visible.clear();
    this.visible.set(rights.key, schema);
    return schema;
  }
}
