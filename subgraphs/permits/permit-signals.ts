import { addDays } from '../shared/calendar';
import type { PersonMeasure } from '../shared/disclose-measures';
import { type SignalDefinition, signalSource } from '../shared/signal-definition';
import type { Change } from '../shared/signal-series';
import type { LodgingRow } from './models/Lodging';
import type { PermitApplicationRow } from './models/PermitApplication';

export const permitMeasures = ['applications', 'lodgings'] as const;

/** An application is the record of a person, and is protected as one; a lodging is a place. */
export const applications: PersonMeasure = { measure: 'applications', smallest: 5 };

/** A report counts for this many days, and a decided application stays in the signal as long. */
const windowDays = 30;

export const permitSignals: SignalDefinition = {
  measures: permitMeasures,
  ofPersons: [applications.measure],
  sources: [
    signalSource<PermitApplicationRow>(
      'permit_applications',
      ['submittedOn', 'dueOn', 'decidedOn'],
      applicationChanges,
    ),
    signalSource<LodgingRow>('lodgings', ['registeredOn', 'closedOn', 'reportDays'], lodgingChanges),
  ],
};

/** In the signal from its submission until 30 days after its decision; late from the day after the standard has passed. */
export function applicationChanges({
  submittedOn,
  dueOn,
  decidedOn,
}: Pick<PermitApplicationRow, 'submittedOn' | 'dueOn' | 'decidedOn'>): Change[] {
  const measure = 'applications';
  const changes: Change[] = [{ on: submittedOn, measure, x: 0, n: 1 }];
  const late = decidedOn === null || decidedOn > dueOn;
  if (late) changes.push({ on: addDays(dueOn, 1), measure, x: 1, n: 0 });
  if (decidedOn !== null) changes.push({ on: addDays(decidedOn, windowDays), measure, x: late ? -1 : 0, n: -1 });
  return changes;
}

/** On the register until it closes; silent from the 30th day after its registration or last report until the next one. */
export function lodgingChanges({
  registeredOn,
  closedOn,
  reportDays,
}: Pick<LodgingRow, 'registeredOn' | 'closedOn' | 'reportDays'>): Change[] {
  const measure = 'lodgings';
  const changes: Change[] = [{ on: registeredOn, measure, x: 0, n: 1 }];
  const end = closedOn ?? null;
  const heard = [registeredOn, ...reportDays.filter((day) => day >= registeredOn && (end === null || day < end))];
  heard.forEach((day, index) => {
    const silentFrom = addDays(day, windowDays);
    const heardAgain = heard[index + 1] ?? end;
    if (heardAgain !== null && heardAgain <= silentFrom) return;
    changes.push({ on: silentFrom, measure, x: 1, n: 0 });
    if (heardAgain !== null) changes.push({ on: heardAgain, measure, x: -1, n: 0 });
  });
  if (end !== null) changes.push({ on: end, measure, x: 0, n: -1 });
  return changes;
}
