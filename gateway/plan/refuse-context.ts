import { type DocumentNode, visit } from 'graphql';

import { argumentOf } from './join-directives';

/** @throws Error that names the first field with an argument from context: such a field would be asked without it. */
export function refuseContext(supergraph: DocumentNode): void {
  let typeName = '';
  const enter = ({ name }: { name: { value: string } }): void => void (typeName = name.value);
  visit(supergraph, {
    ObjectTypeDefinition: enter,
    InterfaceTypeDefinition: enter,
    FieldDefinition: ({ name, directives }) => {
      if (!directives?.some((each) => argumentOf(each, 'contextArguments') !== undefined)) return;
      throw new Error(
        `${typeName}.${name.value} takes an argument by @fromContext, which this gateway does not support.`,
      );
    },
  });
}
