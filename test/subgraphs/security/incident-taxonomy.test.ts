import { describe, expect, it } from '@jest/globals';
import { type EnumTypeDefinitionNode, Kind } from 'graphql';

import {
  eventTypeOf,
  incidentEventTypes,
  incidentSubEventTypes,
  subEventTypesOf,
} from '../../../subgraphs/security/incident-taxonomy';
import * as vocabulary from '../../../subgraphs/security/security-vocabulary';
import { loadOutcomes } from '../../../subgraphs/shared/data-loads';
import { subgraphSdl } from '../../../subgraphs/shared/serve-subgraph';

const enums = new Map(
  subgraphSdl('security')
    .definitions.filter((node): node is EnumTypeDefinitionNode => node.kind === Kind.ENUM_TYPE_DEFINITION)
    .map(({ name, values = [] }) => [name.value, values.map((value) => value.name.value)]),
);

const lists: [string, readonly string[]][] = [
  ['IncidentEventType', incidentEventTypes],
  ['IncidentSubEventType', incidentSubEventTypes],
  ['IncidentSeverity', vocabulary.incidentSeverities],
  ['IncidentStatus', vocabulary.incidentStatuses],
  ['ShelterRelation', vocabulary.shelterRelations],
  ['TensionSubject', vocabulary.tensionSubjects],
  ['PoliticalEventKind', vocabulary.politicalEventKinds],
  ['PollingStationFlag', vocabulary.pollingStationFlags],
  ['ElectionPhaseKind', vocabulary.electionPhaseKinds],
  ['DataLoadOutcome', loadOutcomes],
];

describe('the vocabulary of the security subgraph', () => {
  it.each(lists)('has the values of %s in the order of the schema', (name, values) => {
    expect(values).toEqual(enums.get(name));
  });

  it('covers every enum of the schema', () => {
    expect([...enums.keys()].sort()).toEqual(lists.map(([name]) => name).sort());
  });
});

describe('eventTypeOf', () => {
  it('places each of the 25 sub-types in exactly one of the 6 types', () => {
    expect(incidentEventTypes).toHaveLength(6);
    expect(new Set(incidentSubEventTypes).size).toBe(25);
    expect(Object.values(subEventTypesOf).flat()).toHaveLength(25);
    for (const type of incidentEventTypes) {
      for (const subType of subEventTypesOf[type]) expect(eventTypeOf(subType)).toBe(type);
    }
  });

  it('refuses a word that is no sub-type', () => {
    expect(() => eventTypeOf('TAWURAN' as never)).toThrow('TAWURAN belongs to no event type.');
  });
});
