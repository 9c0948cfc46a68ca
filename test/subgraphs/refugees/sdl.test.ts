import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

import { refugees } from '../../../subgraphs/refugees';
import { registeredPersonCollection } from '../../../subgraphs/refugees/models/RegisteredPerson';
import { registrationCaseCollection } from '../../../subgraphs/refugees/models/RegistrationCase';
import { shelterCollection } from '../../../subgraphs/refugees/models/Shelter';
import { registrationStatuses, shelterKinds, shelterSiteKinds } from '../../../subgraphs/refugees/refugee-vocabulary';
import { subgraphSdl } from '../../../subgraphs/shared/serve-subgraph';

const never = /name|nation|origin|countr|sex|gender|relig|ethnic|address|phone|born|birth|need(s?)code|specific/i;

const schema = buildSubgraphSchema({ typeDefs: subgraphSdl('refugees'), resolvers: refugees.resolvers as never });

/** Every name that a client can write: types, fields, arguments, enum values. */
function namesOf(graph: GraphQLSchema): string[] {
  return Object.values(graph.getTypeMap())
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) => {
      if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [type.name];
      const fields = Object.values(type.getFields());
      const args = isInputObjectType(type)
        ? []
        : Object.values(type.getFields()).flatMap((field) => field.args.map(({ name }) => name));
      return [type.name, ...fields.map(({ name }) => name), ...args];
    });
}

describe('the SDL of the registration', () => {
  it('names nothing by which a person could be known', () => {
    const names = namesOf(schema);
    expect(names).toContain('RegisteredPerson');
    expect(names.filter((name) => never.test(name))).toEqual([]);
  });

  it('has the values of the vocabulary', () => {
    const values = (name: string) => {
      const type = schema.getType(name);
      return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    };
    expect(values('RegistrationStatus')).toEqual([...registrationStatuses]);
    expect(values('ShelterKind')).toEqual([...shelterKinds]);
    expect(values('ShelterSiteKind')).toEqual([...shelterSiteKinds]);
  });
});

describe('the records of the registration', () => {
  it('keep no name, origin, sex or religion either', () => {
    const fields = [registrationCaseCollection, registeredPersonCollection, shelterCollection].flatMap((collection) =>
      Object.keys(collection.fields),
    );
    expect(
      fields.filter((field) => /name|nation|origin|countr|sex|gender|relig|ethnic|address|phone/i.test(field)),
    ).toEqual([]);
  });
});
