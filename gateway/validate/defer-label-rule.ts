import { type ASTVisitor, type DirectiveNode, GraphQLError, Kind, type ValidationContext } from 'graphql';

/** The label of a @defer says which result is which: it is a text of the document, and no two have the same. */
export function DeferLabelRule(context: ValidationContext): ASTVisitor {
  const known = new Map<string, DirectiveNode>();
  return {
    Directive: (node) => {
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (node.name.value !== 'defer' || label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) {
        if (label.kind === Kind.VARIABLE) refuse(context, 'The label of @defer must not be a variable.', [node]);
        return;
      }
      const other = known.get(label.value);
      if (other === undefined) known.set(label.value, node);
      else refuse(context, `The label "${label.value}" of @defer is not the only one of its name.`, [other, node]);
    },
  };
}

function refuse(context: ValidationContext, message: string, nodes: readonly DirectiveNode[]): void {
  context.reportError(new GraphQLError(message, { nodes }));
}
