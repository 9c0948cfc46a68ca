import type { AreaCatalogue } from './area-catalogue';
import { areaPath } from './area-code';
import type { Day } from './calendar';
import type { AreaRecord } from './records-by-area';
import { retiredArea } from './retired-areas';

/** An error makes an answer of the graph wrong; a warning is for a person to look at; a note explains an answer. */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that records may have wrong, in words for whoever keeps them. */
export interface RuleWords {
  readonly id: string;
  readonly severity: Severity;
  readonly collection: string;
  readonly means: string;
  readonly mend: string;
  /** True where the records are of persons at risk: none is named by its number, and a few are not counted. */
  readonly ofPersons?: boolean;
}

export interface QualityHelp {
  readonly areas: Pick<AreaCatalogue, 'has'>;
  readonly today: Day;
}

/** A fault that a record shows by itself. */
export interface RecordRule extends RuleWords {
  readonly kind: 'record';
  readonly fields: readonly string[];
  readonly isFaulty: (record: never, help: QualityHelp) => boolean;
}

/** Records that say the same in all of `fields` under several numbers. */
export interface RepeatRule extends RuleWords {
  readonly kind: 'repeat';
  readonly fields: readonly string[];
  /** They are the same only where they refer to several records, and those have one text in common. */
  readonly referringTo?: { readonly collection: string; readonly by: string; readonly sharing: string };
}

/** A record that refers to one that is not there. */
export interface ReferenceRule extends RuleWords {
  readonly kind: 'reference';
  readonly field: string;
  readonly to: string;
}

/** Records of one owner that cannot all be right. An index begins with the field of the owner. */
export interface SiblingRule extends RuleWords {
  readonly kind: 'siblings';
  readonly owner: string;
  readonly fields: readonly string[];
  /** Those that cannot stand beside the others. */
  readonly faultyOf: (siblings: readonly never[]) => readonly { readonly _id: string }[];
}

/** Areas that cannot all have records of one kind. */
export interface AreaRule extends RuleWords {
  readonly kind: 'areas';
  readonly faultyOf: (codes: ReadonlySet<string>) => readonly string[];
}

export type QualityRule = RecordRule | RepeatRule | ReferenceRule | SiblingRule | AreaRule;

/** What to do about a fault of a record, unless a rule knows better. */
export const atSource = 'Correct the record at its source and bring it in again.';

type Words = Omit<RuleWords, 'mend' | 'severity'> & Partial<Pick<RuleWords, 'mend' | 'severity'>>;

/** A rule with its record's type checked at the place of definition; an error unless it says otherwise. */
export function recordRule<Row>(
  words: Words,
  fields: readonly (keyof Row & string)[],
  isFaulty: (record: Row, help: QualityHelp) => boolean,
): RecordRule {
  return { severity: 'error', mend: atSource, ...words, kind: 'record', fields, isFaulty };
}

type DayField<Row> = { [Field in keyof Row]: Row[Field] extends Day | null ? Field : never }[keyof Row] & string;

/** One day of a record must not be before another; a day that is null is not compared. */
export function notBefore<Row>(words: Words, earlier: DayField<Row>, later: DayField<Row>): RecordRule {
  return recordRule<Row>(words, [earlier, later], (record) => {
    const [first, second] = [record[earlier], record[later]] as (Day | null)[];
    return first != null && second != null && second < first;
  });
}

/** A day on which something happened must not be yet to come. */
export function notInFuture<Row>(words: Words, ...days: DayField<Row>[]): RecordRule {
  return recordRule<Row>(words, days, (record, { today }) =>
    days.some((day) => ((record[day] as Day | null) ?? '') > today),
  );
}

export const retiredMend =
  'Give the record the code that followed (docs/data.md lists them; the import names it), and bring it in again.';

/** What must hold of the area that every record of a collection carries. */
export function placeRules(collection: string, ofPersons = false): RecordRule[] {
  return [
    recordRule<AreaRecord>(
      {
        id: 'area-unknown',
        collection,
        ofPersons,
        means: 'The area code is not in the catalogue. No question reaches the record.',
        mend: 'Give the record the code that the area has now, and bring it in again.',
      },
      ['areaCode'],
      ({ areaCode }, { areas }) => !areas.has(areaCode) && retiredArea(areaCode) === null,
    ),
    recordRule<AreaRecord>(
      {
        id: 'area-retired',
        collection,
        ofPersons,
        means: 'The area code was retired, and another followed it. No question reaches the record.',
        mend: retiredMend,
      },
      ['areaCode'],
      ({ areaCode }, { areas }) => !areas.has(areaCode) && retiredArea(areaCode) !== null,
    ),
    recordRule<AreaRecord>(
      {
        id: 'area-path-wrong',
        collection,
        ofPersons,
        means: 'The areas that the record is listed in are not those its area lies in.',
        mend: 'Bring the record in again: the import works its areas out from the code.',
      },
      ['areaCode', 'areaPath'],
      (record) => record.areaPath.join() !== areaPath(record.areaCode).join(),
    ),
  ];
}
