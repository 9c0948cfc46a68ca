import type { Connection } from 'mongoose';

import type { AreaCode } from '../shared/area-code';
import { oneOf } from '../shared/filter';
import type {
  QualityHelp,
  QualityRule,
  RecordRule,
  ReferenceRule,
  RepeatRule,
  SiblingRule,
} from '../shared/quality-rule';
import { RepeatedTexts } from './repeated-texts';

interface Row {
  readonly _id: string;
  readonly [field: string]: unknown;
}

export interface RecordsToCheck {
  readonly connection: Connection;
  readonly collection: string;
  /** Check the records of this area and all in it; all unless given. */
  readonly within: AreaCode | null;
  readonly help: QualityHelp;
  readonly rules: readonly QualityRule[];
  /** Told the number of each faulty record, or the code of each faulty area. */
  readonly tell: (rule: QualityRule, example: string) => void;
  /** Told how many more records were read. */
  readonly progress: (records: number) => void;
}

const batchSize = 1_000;
/** Repeated records are compared exactly up to this many; of more, the first. */
const mostCompared = 200_000;

/** Runs the rules of one collection over its records, read as a stream: what is held does not grow with their number. */
export async function checkRecords(check: RecordsToCheck): Promise<void> {
  const of = <Kind extends QualityRule['kind']>(kind: Kind) =>
    check.rules.filter((rule): rule is Extract<QualityRule, { kind: Kind }> => rule.kind === kind);
  const repeats = of('repeat').map((rule) => ({ rule, texts: new RepeatedTexts() }));
  await readOnce(check, of('record'), of('reference'), repeats);
  for (const { rule, texts } of repeats) if (texts.any) await compareRepeated(check, rule, texts);
  for (const rule of of('siblings')) await compareSiblings(check, rule);
  for (const rule of of('areas')) {
    const codes = (await check.connection
      .collection(check.collection)
      .distinct('areaCode', placesOf(check))) as string[];
    for (const code of rule.faultyOf(new Set(codes))) check.tell(rule, code);
  }
}

async function readOnce(
  check: RecordsToCheck,
  records: readonly RecordRule[],
  references: readonly ReferenceRule[],
  repeats: readonly { rule: RepeatRule; texts: RepeatedTexts }[],
): Promise<void> {
  const fields = [
    ...records.flatMap((rule) => rule.fields),
    ...references.map(({ field }) => field),
    ...repeats.flatMap(({ rule }) => rule.fields),
  ];
  for await (const batch of batchesOf(check, fields)) {
    for (const row of batch) {
      for (const rule of records) if (rule.isFaulty(row as never, check.help)) check.tell(rule, row._id);
      for (const { rule, texts } of repeats) texts.add(textOf(row, rule));
    }
    for (const rule of references) {
      const missing = await missingOf(check.connection, rule, batch);
      for (const row of batch) if (missing.has(row[rule.field] as string)) check.tell(rule, row._id);
    }
    check.progress(batch.length);
  }
}

/** The numbers that a batch refers to and that are not there. */
async function missingOf(connection: Connection, { field, to }: ReferenceRule, batch: readonly Row[]) {
  const asked = new Set(batch.flatMap((row) => (row[field] as string | null) ?? []));
  const found = await connection
    .collection(to)
    .find({ _id: oneOf([...asked]) as never }, { projection: { _id: 1 }, batchSize: batchSize + 1 })
    .toArray();
  for (const { _id } of found) asked.delete(_id as unknown as string);
  return asked;
}

async function compareRepeated(check: RecordsToCheck, rule: RepeatRule, texts: RepeatedTexts): Promise<void> {
  const { referringTo } = rule;
  const groups = new Map<string, { _id: string; refersTo: string }[]>();
  let compared = 0;
  for await (const batch of batchesOf(check, [
    ...rule.fields,
    ...(referringTo === undefined ? [] : [referringTo.by]),
  ])) {
    for (const row of batch) {
      const text = textOf(row, rule);
      if (!texts.has(text) || compared >= mostCompared) continue;
      compared += 1;
      const member = { _id: row._id, refersTo: referringTo === undefined ? '' : String(row[referringTo.by]) };
      groups.set(text, [...(groups.get(text) ?? []), member]);
    }
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const same = referringTo === undefined ? group : await sharing(check.connection, referringTo, group);
    for (const { _id } of same) check.tell(rule, _id);
  }
}

/** Those of a group that refer to different records with one text in common. */
async function sharing(
  connection: Connection,
  { collection, sharing: field }: NonNullable<RepeatRule['referringTo']>,
  group: readonly { _id: string; refersTo: string }[],
) {
  const asked = [...new Set(group.map(({ refersTo }) => refersTo))];
  if (asked.length < 2) return [];
  const rows = await connection
    .collection(collection)
    .find({ _id: oneOf(asked) as never }, { projection: { [field]: 1 }, batchSize: asked.length + 1 })
    .toArray();
  const textOfEach = new Map(rows.map((row) => [row._id as unknown as string, row[field] as string]));
  const texts = [...textOfEach.values()];
  const repeated = new Set(texts.filter((text, index) => texts.indexOf(text) !== index));
  return group.filter(({ refersTo }) => repeated.has(textOfEach.get(refersTo) ?? ''));
}

/** Reads the records owner by owner, in the order of the index. */
async function compareSiblings(check: RecordsToCheck, rule: SiblingRule): Promise<void> {
  let siblings: Row[] = [];
  const compare = (): void => {
    if (siblings.length > 1) for (const { _id } of rule.faultyOf(siblings as never)) check.tell(rule, _id);
  };
  for await (const batch of batchesOf(check, [rule.owner, ...rule.fields], { [rule.owner]: 1 })) {
    for (const row of batch) {
      if (row[rule.owner] !== siblings[0]?.[rule.owner]) {
        compare();
        siblings = [];
      }
      siblings.push(row);
    }
  }
  compare();
}

async function* batchesOf(
  check: RecordsToCheck,
  fields: readonly string[],
  sort?: Record<string, 1>,
): AsyncGenerator<Row[]> {
  const projection = Object.fromEntries(['_id', ...fields].map((field) => [field, 1]));
  const cursor = check.connection
    .collection<Row>(check.collection)
    .find(placesOf(check), { projection, batchSize, ...(sort && { sort }) });
  let batch: Row[] = [];
  for await (const row of cursor) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

// Records without an area, such as elections, are of the whole country.
const placesOf = ({ within }: RecordsToCheck): object => (within === null ? {} : { areaPath: within });

const textOf = (row: Row, { fields }: RepeatRule): string => JSON.stringify(fields.map((field) => row[field]));
