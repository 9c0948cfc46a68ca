import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Mutations are done in their order and subscriptions are one field: neither can be put off. */
export function DeferRootRule(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  return {
    Directive: (node) => {
      const type = context.getParentType();
      if (node.name.value !== 'defer' || !type) return;
      if (type !== schema.getMutationType() && type !== schema.getSubscriptionType()) return;
      context.reportError(new GraphQLError(`@defer cannot stand on a field of ${type.name}.`, { nodes: node }));
    },
  };
}
