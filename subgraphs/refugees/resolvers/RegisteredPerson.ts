import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PersonOfCase, RefugeeLoaders } from '../loaders';
import { attendsSchoolOn, documentOn, shelterKindOn } from '../refugee-rules';

type Context = SubgraphContext<RefugeeLoaders>;

export const RegisteredPerson = {
  id: ({ _id }: PersonOfCase) => _id,
  document: (person: PersonOfCase, _: unknown, { today }: Context) => documentOn(person, today),
  attendsSchool: (person: PersonOfCase, _: unknown, { today }: Context) => attendsSchoolOn(person, today),
  shelterKind: (person: PersonOfCase, _: unknown, { today }: Context) => shelterKindOn(person, today),
};
