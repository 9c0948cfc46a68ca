import type { LodgingRow } from '../../subgraphs/permits/models/Lodging';
import type { PermitApplicationRow } from '../../subgraphs/permits/models/PermitApplication';
import type { RegisteredPersonRow } from '../../subgraphs/refugees/models/RegisteredPerson';
import type { IncidentRow } from '../../subgraphs/security/models/Incident';
import type { PollingStationRow } from '../../subgraphs/security/models/PollingStation';
import type { TensionReportRow } from '../../subgraphs/security/models/TensionReport';

/**
 * The signals as the risk method puts them into words: on a day, look at every record and count those in the window.
 * Nothing of this knows changes, months or series.
 */
export interface Counted {
  readonly x: number;
  readonly n: number;
}

export type Records = Readonly<Record<string, readonly object[]>>;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const daysSince = (day: string, today: string): number => dayNumber(today) - dayNumber(day);
const holds = (from: string, until: string | null, today: string): boolean =>
  from <= today && (until === null || today < until);

function count<Row>(rows: readonly Row[], isCounted: (row: Row) => boolean, isOfThem: (row: Row) => boolean): Counted {
  const counted = rows.filter(isCounted);
  return { x: counted.filter(isOfThem).length, n: counted.length };
}

function weighed(rows: readonly IncidentRow[]): Counted {
  const weights = { S0: 0, S1: 1, S2: 2, S3: 4, S4: 8, S5: 16 };
  return { x: rows.reduce((sum, { severity }) => sum + weights[severity], 0), n: rows.length };
}

const rowsOf = (records: Records, collection: string): readonly unknown[] => records[collection] ?? [];

/** H1, H2, H3, H4 and C2. */
export function securitySignalsOn(records: Records, today: string): Record<string, Counted> {
  const incidents = (rowsOf(records, 'incidents') as readonly IncidentRow[]).filter(
    ({ severity }) => severity !== 'S0',
  );
  const happenedWithin = (days: number) => (row: IncidentRow) => {
    const ago = daysSince(row.occurredOn, today);
    return ago >= 0 && ago < days;
  };
  const isAged = ({ reportedOn }: IncidentRow): boolean => {
    const ago = daysSince(reportedOn, today);
    return ago > 14 && ago <= 180;
  };
  const tension = (rowsOf(records, 'tension_reports') as readonly TensionReportRow[]).filter(
    ({ reportedOn, verifiedOn }) => {
      const ago = daysSince(reportedOn, today);
      return ago >= 0 && ago < 30 && verifiedOn !== null && verifiedOn <= today;
    },
  );
  return {
    incidents: weighed(incidents.filter(happenedWithin(90))),
    shelterIncidents: weighed(
      incidents.filter(({ shelterRelation }) => shelterRelation !== 'NONE').filter(happenedWithin(180)),
    ),
    tension: { x: tension.length, n: tension.length },
    stations: count(
      rowsOf(records, 'polling_stations') as readonly PollingStationRow[],
      () => true,
      ({ flags, flaggedOn }) =>
        flaggedOn !== null &&
        flaggedOn <= today &&
        flags.some((flag) => ['SECURITY', 'CONFLICT_PRONE_PLACE', 'SARA'].includes(flag)),
    ),
    openIncidents: count(incidents, isAged, ({ closedOn }) => closedOn === null || closedOn > today),
  };
}

/** C1 and C4. */
export function permitSignalsOn(records: Records, today: string): Record<string, Counted> {
  return {
    applications: count(
      rowsOf(records, 'permit_applications') as readonly PermitApplicationRow[],
      ({ submittedOn, decidedOn }) =>
        submittedOn <= today && (decidedOn === null || decidedOn > today || daysSince(decidedOn, today) < 30),
      ({ dueOn, decidedOn }) => (decidedOn !== null && decidedOn <= today ? decidedOn : today) > dueOn,
    ),
    lodgings: count(
      rowsOf(records, 'lodgings') as readonly LodgingRow[],
      ({ registeredOn, closedOn }) => holds(registeredOn, closedOn, today),
      ({ registeredOn, reportDays }) =>
        ![registeredOn, ...reportDays].some((day) => day >= registeredOn && day <= today && daysSince(day, today) < 30),
    ),
  };
}

/** V1 to V4. */
export function protectionSignalsOn(records: Records, today: string): Record<string, Counted> {
  const persons = (rowsOf(records, 'registered_persons') as readonly RegisteredPersonRow[]).filter(
    ({ registeredOn, leftOn }) => holds(registeredOn, leftOn, today),
  );
  const openNeeds = ({ specificNeedPeriods }: RegisteredPersonRow) =>
    specificNeedPeriods.filter(({ from, until }) => holds(from, until, today));
  const birthday = (bornMonth: string, age: number): string =>
    `${String(Number(bornMonth.slice(0, 4)) + age)}${bornMonth.slice(4)}-01`;
  return {
    persons: count(
      persons,
      () => true,
      ({ documents }) =>
        documents.some(({ validUntil }) => validUntil < today) &&
        !documents.some(({ validFrom, validUntil }) => validFrom <= today && today <= validUntil),
    ),
    needs: count(
      persons,
      (person) => openNeeds(person).length > 0,
      (person) => !openNeeds(person).some(({ assistedFrom }) => assistedFrom !== null && assistedFrom <= today),
    ),
    children: count(
      persons,
      ({ bornMonth }) => birthday(bornMonth, 6) <= today && today < birthday(bornMonth, 18),
      ({ outOfSchoolPeriods }) => outOfSchoolPeriods.some(({ outFrom, outUntil }) => holds(outFrom, outUntil, today)),
    ),
    shelter: count(
      persons,
      () => true,
      ({ shelterPeriods }) => shelterPeriods.filter(({ from }) => from <= today).at(-1)?.kind === 'PRECARIOUS',
    ),
  };
}
