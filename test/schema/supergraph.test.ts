import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isObjectType, Kind, parse, visit } from 'graphql';

import { subgraphNames } from '../../common/subgraph-names';
import { supergraphFile } from '../../common/supergraph-file';
import { composeSupergraph, sdlFile } from '../../schema/compose';

describe('the supergraph', () => {
  it('is composed from the four schemas as they stand', async () => {
    expect(readFileSync(supergraphFile, 'utf8')).toBe(await composeSupergraph());
  });

  it('joins persons of no two agencies: Area, reports of loads and value types are all that two subgraphs share', () => {
    const definedIn = new Map<string, string[]>();
    for (const name of subgraphNames) {
      visit(parse(readFileSync(sdlFile(name), 'utf8')), {
        ObjectTypeDefinition: ({ name: type }) => {
          definedIn.set(type.value, [...(definedIn.get(type.value) ?? []), name]);
        },
      });
    }
    const shared = [...definedIn].filter(([, names]) => names.length > 1).map(([type]) => type);
    expect(shared.sort()).toEqual(
      [
        ...['Area', 'DataLoad', 'DataLoadConnection', 'DataLoadEdge', 'DataLoadRows', 'DataSource', 'DisclosedCount'],
        ...['ImmigrationLoads', 'KesbangpolLoads', 'PageInfo', 'PermitInputs', 'PersonShare', 'ProtectionInputs'],
        ...['Query', 'RejectedFor', 'SecurityInputs', 'SignalShare', 'UnhcrLoads'],
      ].sort(),
    );
  });

  it.each(subgraphNames)('has no way from a person of %s to another agency but the area', (name) => {
    const document = parse(readFileSync(sdlFile(name), 'utf8'));
    const keys: string[] = [];
    visit(document, {
      ObjectTypeDefinition: (type) => {
        for (const directive of type.directives ?? []) {
          if (directive.name.value !== 'key') continue;
          const [fields] = directive.arguments ?? [];
          keys.push(`${type.name.value} ${fields?.value.kind === Kind.STRING ? fields.value.value : ''}`);
        }
      },
    });
    const ofOthers = keys.filter((key) => key !== 'Area code' && !key.endsWith(' id'));
    expect(ofOthers).toEqual([]);
    expect(keys).toContain('Area code');
  });

  it.each(subgraphNames)('describes every type and every field that clients see of %s', (name) => {
    const sdl = readFileSync(sdlFile(name), 'utf8').replace(/extend schema[\s\S]*?\)\n\n/, federationDirectives);
    const schema = buildSchema(sdl);
    const silent = Object.values(schema.getTypeMap())
      .filter(({ name: type }) => !type.startsWith('__') && !type.endsWith('Edge') && !type.endsWith('Inputs'))
      .flatMap((type) => [
        ...(type.description || ['Query', 'String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)
          ? []
          : [type.name]),
        ...(isObjectType(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
              .filter(
                (field) =>
                  !field.description &&
                  !field.name.endsWith('Inputs') &&
                  !['nodes', 'edges', 'pageInfo'].includes(field.name),
              )
              .map((field) => `${type.name}.${field.name}`)
          : []),
        ...(isEnumType(type) && !type.description ? [type.name] : []),
      ]);
    expect(silent).toEqual([]);
  });
});

const federationDirectives = `
  directive @key(fields: String!) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
  directive @inaccessible on OBJECT | FIELD_DEFINITION
  directive @external on OBJECT | FIELD_DEFINITION
  directive @requires(fields: String!) on FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | FIELD_DEFINITION
  directive @policy(policies: [[String!]!]!) on OBJECT | FIELD_DEFINITION
  directive @cost(weight: Int!) on OBJECT | FIELD_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
    requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
`;
