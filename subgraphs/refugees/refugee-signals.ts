import type { PersonMeasure } from '../shared/disclose-measures';
import { smallestToldCount as smallest } from '../shared/disclosure';
import { type SignalDefinition, signalSource } from '../shared/signal-definition';
import type { Change } from '../shared/signal-series';
import { inBoth, type Span } from './day-spans';
import type { RegisteredPersonRow } from './models/RegisteredPerson';
import {
  inPrecariousShelter,
  ofSchoolAge,
  outOfSchool,
  registered,
  withLapsedDocument,
  withoutAssistance,
  withSpecificNeed,
} from './refugee-rules';

/** V1 documents lapsed, V2 needs unassisted, V3 children out of school, V4 precarious shelter. */
export const refugeeMeasures = ['persons', 'needs', 'children', 'shelter'] as const;
export type RefugeeMeasure = (typeof refugeeMeasures)[number];

/** Who has a need, and who is of school age, is part of all who are registered. */
export const protectionMeasures: Readonly<Record<RefugeeMeasure, PersonMeasure>> = {
  persons: { measure: 'persons', smallest },
  needs: { measure: 'needs', within: 'persons', smallest },
  children: { measure: 'children', within: 'persons', smallest },
  shelter: { measure: 'shelter', smallest },
};

const signalFields = [
  'registeredOn',
  'leftOn',
  'documents',
  'specificNeedPeriods',
  'bornMonth',
  'outOfSchoolPeriods',
  'shelterPeriods',
] as const;

type SignalPerson = Pick<RegisteredPersonRow, (typeof signalFields)[number]>;

export const refugeeSignals: SignalDefinition = {
  measures: refugeeMeasures,
  ofPersons: refugeeMeasures,
  sources: [signalSource<RegisteredPersonRow>('registered_persons', signalFields, personChanges)],
};

/** A person enters a group on the first day it holds and leaves it on the first day it no longer does. */
export function personChanges(person: SignalPerson): Change[] {
  const active = registered(person);
  return [
    ...changesOf('persons', active, withLapsedDocument(person)),
    ...changesOf('needs', inBoth(active, withSpecificNeed(person)), withoutAssistance(person)),
    ...changesOf('children', inBoth(active, ofSchoolAge(person)), outOfSchool(person)),
    ...changesOf('shelter', active, inPrecariousShelter(person)),
  ];
}

function changesOf(measure: RefugeeMeasure, group: readonly Span[], condition: readonly Span[]): Change[] {
  const edges = (spans: readonly Span[], x: 0 | 1, n: 0 | 1) =>
    spans.flatMap(({ from, until }) => [
      { on: from, measure, x, n },
      ...(until === null ? [] : [{ on: until, measure, x: 0 - x, n: 0 - n }]),
    ]);
  return [...edges(group, 0, 1), ...edges(inBoth(group, condition), 1, 0)];
}
