import type { ImportDefinition } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { electionsHeadings } from './headings';
import { electionCollection, type ElectionPhase, type ElectionRow } from './models/Election';
import { type ElectionPhaseKind, electionPhaseKinds } from './security-vocabulary';

/** The columns of a phase, `campaign_from` and `campaign_to`. */
export function phaseColumns(kind: ElectionPhaseKind): readonly [from: string, to: string] {
  const name = kind.toLowerCase();
  return [`${name}_from`, `${name}_to`];
}

/** An election of a whole province or city with its calendar, announced before it begins. It carries no area. */
export const electionsImport: ImportDefinition = {
  kind: 'elections',
  record: { collection: electionCollection.collection, number: 'election', ofPersons: false },
  requiredColumns: ['election', 'name', 'voting_day'],
  optionalColumns: electionPhaseKinds.flatMap(phaseColumns),
  headings: electionsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const election: ElectionRow = {
      _id: read.number('election'),
      name: read.text('name'),
      votingDay: read.day('voting_day'),
      phases: electionPhaseKinds.flatMap((kind) => readPhase(read, kind)),
    };
    return read.result('', [{ collection: electionCollection.collection, document: election }]);
  },
};

function readPhase(read: RowReader, kind: ElectionPhaseKind): ElectionPhase[] {
  const [fromColumn, toColumn] = phaseColumns(kind);
  const from = read.optionalDay(fromColumn);
  const to = read.optionalDay(toColumn);
  if (from === null && to === null) return [];
  read.demand(from !== null, fromColumn, `must be given with ${toColumn}`);
  read.demand(to !== null, toColumn, `must be given with ${fromColumn}`);
  if (from === null || to === null) return [];
  read.demand(to >= from, toColumn, `must not be before ${fromColumn}`);
  return [{ kind, from, to }];
}
