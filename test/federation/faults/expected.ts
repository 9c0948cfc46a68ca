import { expect } from '@jest/globals';

import { subgraphFault } from '../../../gateway/errors';
import type { Expected } from '../support/scenarios';
import { faultOf, holders, permits } from './subgraphs';

const invalid = 'SUBGRAPH_INVALID_RESPONSE';
const lost = { message: 'lost', extensions: { code: 'LOST' } };
const code = 'LOST';
const holder = (id: string): any => holders.find((each) => each.id === id);
const perPermit = (tell: (permit: any, index: number) => unknown) => ({ permits: permits.map(tell) });

export const expected: Record<string, Expected> = {
  AtRoot: {
    data: { all: null, motto: 'onward' },
    errors: [{ path: ['all'], code }],
    fault: faultOf('permits', () => ({ data: { all: null }, errors: [{ ...lost, path: ['all'] }] })),
  },
  AtEntity: {
    data: perPermit(({ holder: id }) => ({ owner: { called: id === 'h1' ? null : holder(id).name } })),
    errors: [0, 1].map((index) => ({ path: ['permits', index, 'owner', 'called'], code })),
    fault: faultOf('people', (data) => {
      data._entities[0].called = null;
      return { errors: [{ ...lost, path: ['_entities', 0, 'called'] }] };
    }),
  },
  AtListPosition: {
    data: perPermit(({ id, days, tags }, index) => ({ id, days: index === 1 ? null : days, tags })),
    errors: [{ path: ['permits', 1, 'days'], code }],
    fault: faultOf('permits', (data) => {
      data.permits[1].days = null;
      return { errors: [{ ...lost, path: ['permits', 1, 'days'] }] };
    }),
  },
  BeneathEntity: {
    data: perPermit(({ holder: id }) => ({
      owner: { address: id === 'h1' ? null : { post: holder(id).address.zip, street: holder(id).address.street } },
    })),
    errors: [0, 1].map((index) => ({ path: ['permits', index, 'owner', 'address', 'post'], code })),
    fault: faultOf('people', (data) => {
      data._entities[0].address = null;
      return { errors: [{ ...lost, path: ['_entities', 0, 'address', 'post'] }] };
    }),
  },
  WithoutPath: {
    data: { first: { holder: { name: 'Ana', rank: 1 } }, permits: permits.map(({ days }) => ({ days })) },
    errors: [{ path: ['first', 'holder'], code }, { code }],
    fault: (answer, { subgraph }) => (subgraph === 'grades' ? answer : { ...answer, errors: [lost] }),
  },
  MalformedPath: {
    data: { first: { days: 10 } },
    errors: [{ code }],
    fault: faultOf('permits', () => ({ errors: [{ ...lost, path: [{}, null] }] })),
  },
  NoData: {
    data: { first: { holder: { id: 'h1', name: null, bonus: 5 } }, motto: 'onward' },
    errors: [{ path: ['first', 'holder', 'name'], code }],
    fault: faultOf('people', () => ({ data: null, errors: [lost] })),
  },
  NoAnswer: {
    data: { first: { holder: { name: null } } },
    errors: [{ path: ['first', 'holder', 'name'], code: invalid }],
    fault: faultOf('people', () => ({ data: null })),
  },
  Partial: {
    data: perPermit(({ id, days, kind }, index) => ({ id, days: index === 0 ? null : days, kind })),
    errors: [{ path: ['permits', 0, 'days'], code: 'SUBGRAPH_ERROR' }],
    fault: faultOf('permits', (data) => {
      data.permits[0].days = null;
      return { errors: [{ message: 'no code', path: ['permits', 0, 'days'] }] };
    }),
  },
  BubblingNull: {
    data: perPermit(({ id, holder: key }) => ({ id, owner: key === 'h2' ? null : { rank: 1, name: 'Ana' } })),
    errors: [{ path: ['permits', 2, 'owner', 'rank'], code: invalid }],
    fault: faultOf('people', (data) => void (data._entities[1].rank = null)),
  },
  BubblingExplained: {
    data: perPermit(({ id, holder: key }) => ({ id, owner: key === 'h2' ? null : { rank: 1 } })),
    errors: [{ path: ['permits', 2, 'owner', 'rank'], code }],
    fault: faultOf('people', (data) => {
      data._entities[1] = null;
      return { errors: [{ ...lost, path: ['_entities', 1, 'rank'] }] };
    }),
  },
  BubblingFar: {
    data: perPermit(({ id, holder: key }) =>
      key === 'h1' ? null : { id, sure: { strict: { zip: holder(key).address.zip } } },
    ),
    errors: [0, 1].map((index) => ({ path: ['permits', index, 'sure', 'strict', 'zip'], code: invalid })),
    fault: faultOf('people', (data) => void (data._entities[0].strict.zip = null)),
  },
  BubblingToRoot: {
    data: null,
    errors: [{ path: ['total'], code: invalid }],
    fault: faultOf('permits', (data) => void (data.total = null)),
  },
  MissingField: {
    data: perPermit(({ id, days }, index) => ({ id, days: index === 2 ? null : days })),
    errors: [{ path: ['permits', 2, 'days'], code: invalid }],
    fault: faultOf('permits', (data) => void Reflect.deleteProperty(data.permits[2], 'days')),
  },
  WrongTypes: {
    data: {
      permits: [
        { id: 'p1', days: null, tags: null, holder: null },
        { id: 'p2', days: 20, tags: null, holder: { id: 'h1' } },
        null,
      ],
    },
    errors: [
      { path: ['permits', 0, 'days'], code: invalid },
      { path: ['permits', 0, 'tags'], code: invalid },
      { path: ['permits', 0, 'holder'], code: invalid },
      { path: ['permits', 1, 'tags', 1], code: invalid },
      { path: ['permits', 2], code: invalid },
    ],
    fault: faultOf('permits', (data) => {
      Object.assign(data.permits[0], { days: 'ten', tags: 'a', holder: 'h1' });
      data.permits[1].tags = ['a', 7];
      data.permits[2] = 'p3';
    }),
  },
  NoList: {
    data: { permits: null, count: 3 },
    errors: [{ path: ['permits'], code: invalid }],
    fault: faultOf('permits', (data) => void (data.permits = { id: 'p1' })),
  },
  UnknownEnumValue: {
    data: { permits: [{ kind: 'LONG' }, { kind: null }, { kind: 'LONG' }] },
    errors: [{ path: ['permits', 1, 'kind'], code: invalid }],
    fault: faultOf('permits', (data) => void (data.permits[1].kind = 'toString')),
  },
  OutOfRange: {
    data: { permits: [{ days: null }, { days: null }, { days: -2_147_483_648 }] },
    errors: [
      { path: ['permits', 0, 'days'], code: invalid },
      { path: ['permits', 1, 'days'], code: invalid },
    ],
    fault: faultOf('permits', (data) => {
      data.permits[0].days = 2_147_483_648;
      data.permits[1].days = 1.5;
      data.permits[2].days = -2_147_483_648;
    }),
  },
  WrongTypeName: {
    data: perPermit(({ __typename, days }, index) => (index === 1 ? null : { __typename, days })),
    errors: [{ path: ['permits', 1], code: invalid }],
    fault: faultOf('permits', (data) => void (data.permits[1].__typename = 'Holder')),
  },
  NoTypeName: {
    data: perPermit(({ days }, index) => (index === 0 ? null : { days })),
    errors: [{ path: ['permits', 0], code: invalid }],
    fault: faultOf('permits', (data) => void Reflect.deleteProperty(data.permits[0], '__typename')),
  },
  OtherType: {
    data: { stay: null },
    errors: [{ path: ['stay'], code: invalid }],
    fault: faultOf('permits', (data) => void (data.stay.__typename = 'Work')),
  },
  OtherEntity: {
    data: { first: { holder: { __typename: 'Holder', name: null } } },
    errors: [{ path: ['first', 'holder', 'name'], code: invalid }],
    fault: faultOf('people', (data) => void (data._entities[0].__typename = 'Stay')),
  },
  TooFew: {
    data: perPermit(({ holder: id }) => ({ holder: { id, name: null } })),
    errors: permits.map((_, index) => ({ path: ['permits', index, 'holder', 'name'], code: invalid })),
    fault: faultOf('people', (data) => void data._entities.shift()),
  },
  TooMany: {
    data: perPermit(({ holder: id }) => ({ holder: { id, name: null } })),
    errors: permits.map((_, index) => ({ path: ['permits', index, 'holder', 'name'], code: invalid })),
    fault: faultOf('people', (data) => void data._entities.unshift({ name: 'X' })),
  },
  NoEntities: {
    data: { first: { holder: { name: null } } },
    errors: [{ path: ['first', 'holder', 'name'], code: invalid }],
    fault: faultOf('people', () => ({ data: { _entities: { name: 'Ana' } } })),
  },
  Throws: {
    data: { ...perPermit(() => ({ holder: { name: null } })), motto: 'onward' },
    errors: permits.map((_, index) => ({ path: ['permits', index, 'holder', 'name'], code: 'SUBGRAPH_TIMEOUT' })),
    fault: faultOf('people', () => {
      throw subgraphFault('SUBGRAPH_TIMEOUT', 'people');
    }),
  },
  MiddleFails: {
    data: perPermit(({ id, holder: key }) => ({ id, holder: { id: key, name: null, grade: null, bonus: 5 } })),
    errors: permits.flatMap((_, index) =>
      ['name', 'grade'].map((field) => ({ path: ['permits', index, 'holder', field], code: 'SUBGRAPH_UNAVAILABLE' })),
    ),
    fault: faultOf('people', () => {
      throw subgraphFault('SUBGRAPH_UNAVAILABLE', 'people');
    }),
  },
  MiddleNotFound: {
    data: { first: { holder: { name: null, grade: null } } },
    fault: faultOf('people', (data) => void (data._entities[0] = null)),
    sent: (fetches) => expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['permits', 'people']),
  },
  SharedFailure: {
    data: perPermit(({ holder: id }) => ({ holder: id === 'h1' ? null : { rank: 2 } })),
    errors: [0, 1].map((index) => ({ path: ['permits', index, 'holder', 'rank'], code: invalid })),
    fault: faultOf('people', (data) => void (data._entities[0].rank = 'first')),
  },
  Several: {
    data: {
      permits: [
        { id: 'p1', days: null, kind: 'LONG', owner: { name: null, rank: 1 } },
        { id: 'p2', days: 20, kind: null, owner: { name: null, rank: 1 } },
        { id: 'p3', days: 30, kind: 'LONG', owner: null },
      ],
      motto: null,
    },
    errors: [
      { path: ['permits', 0, 'days'], code },
      { path: ['permits', 1, 'kind'], code: invalid },
      { path: ['permits', 0, 'owner', 'name'], code },
      { path: ['permits', 1, 'owner', 'name'], code },
      { path: ['permits', 2, 'owner', 'rank'], code: invalid },
      { path: ['motto'], code: 'SUBGRAPH_UNAVAILABLE' },
    ],
    fault: (answer, { subgraph }) => {
      const { data } = answer as { data: any };
      if (subgraph === 'grades') throw subgraphFault('SUBGRAPH_UNAVAILABLE', 'grades');
      if (subgraph === 'permits') {
        data.permits[0].days = null;
        data.permits[1].kind = 'NONE';
        return { data, errors: [{ ...lost, path: ['permits', 0, 'days'] }] };
      }
      data._entities[0].name = null;
      Reflect.deleteProperty(data._entities[1], 'rank');
      return { data, errors: [{ ...lost, path: ['_entities', 0, 'name'] }] };
    },
  },
};
