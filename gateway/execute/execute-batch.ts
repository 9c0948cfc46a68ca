import type { FetchBatch } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/read-answer';
import { fail } from './execution';
import { askAndRead, askQuestion, bodyOf, type FetchContext, type Question } from './question';
import { takeAnswer } from './take-answer';
import { failureOf } from './tell-failure';

/** Where the fetches of one operation wait for the others of their batch. */
export class Batches<Asked> {
  private readonly gathering = new Map<FetchBatch, Gathering<Asked>>();

  /** Adds a fetch, with its question when it has one. The last to come asks for all; resolves when that is done. */
  join(batch: FetchBatch, question: Asked | null, ask: (questions: readonly Asked[]) => Promise<void>): Promise<void> {
    const gathering = this.gathering.get(batch) ?? newGathering<Asked>(batch);
    this.gathering.set(batch, gathering);
    if (question !== null) gathering.questions.push(question);
    gathering.missing -= 1;
    if (gathering.missing === 0) gathering.settle(ask(gathering.questions));
    return gathering.done;
  }
}

interface Gathering<Asked> {
  missing: number;
  readonly questions: Asked[];
  readonly done: Promise<void>;
  /** Ends as what was asked ends. */
  readonly settle: (asked: Promise<void>) => void;
}

function newGathering<Asked>({ size }: FetchBatch): Gathering<Asked> {
  let settle: (asked: Promise<void>) => void = () => undefined;
  const done = new Promise<void>((resolve) => (settle = resolve));
  return { missing: size, questions: [], done, settle: (asked) => settle(asked) };
}

/** Asks the questions of a batch in one request, and hands each its part of the answer. Never rejects. */
export async function askTogether(questions: readonly Question[], context: FetchContext): Promise<void> {
  const [first] = questions;
  const batch = first?.step.place?.batch;
  if (first === undefined || batch === undefined) return;
  if (questions.length === 1) return askQuestion(first, context, batch);
  const merged = merge(questions, batch);
  const representations = batch.questions.map(
    ({ variable }, index) => `${JSON.stringify(variable)}:[${[...(merged.texts[index]?.keys() ?? [])].join(',')}]`,
  );
  const body = bodyOf(batch, representations, context.variables);
  let answer: SubgraphAnswer;
  try {
    answer = await askAndRead(batch, first.step.subgraph, body, context);
  } catch (error) {
    for (const { step, asked } of questions) fail(context.execution, asked.flat(), failureOf(error, step));
    return;
  }
  // One question that cannot be answered at all leaves no data to the others; each then gets its own answer.
  if (answer.data == null) {
    if (context.exchanges !== null) context.exchanges.isWhole = false;
    await Promise.all(questions.map((question) => askQuestion(question, context)));
  } else {
    for (const { question, place, positions } of merged.parts) {
      const part = partOf(answer, batch, { place, positions, count: merged.texts[place]?.size ?? 0 });
      takeAnswer(part, question.step, question.asked, context.execution);
    }
  }
}

interface Merged {
  /** Of each question of the batch, the representations with their positions. */
  readonly texts: readonly ReadonlyMap<string, number>[];
  /** Of each fetch, where its representations stand. */
  readonly parts: readonly { question: Question; place: number; positions: readonly number[] }[];
}

function merge(questions: readonly Question[], batch: FetchBatch): Merged {
  const texts = batch.questions.map(() => new Map<string, number>());
  const parts = questions.map((question) => {
    const place = question.step.place?.question ?? 0;
    const known = texts[place] ?? new Map<string, number>();
    const positions = (question.representations ?? []).map((text) => {
      const position = known.get(text) ?? known.size;
      known.set(text, position);
      return position;
    });
    return { question, place, positions };
  });
  return { texts, parts };
}

interface Part {
  /** Which of the batch's questions. */
  readonly place: number;
  /** Where the fetch's own representations stand among all of the question. */
  readonly positions: readonly number[];
  /** How many these are. */
  readonly count: number;
}

/** What a fetch would have been answered by itself. */
function partOf({ data, errors }: SubgraphAnswer, batch: FetchBatch, part: Part): SubgraphAnswer {
  const alias = batch.questions[part.place]?.alias ?? '';
  const all = data != null && Object.hasOwn(data, alias) ? data[alias] : undefined;
  const isWhole = Array.isArray(all) && all.length === part.count;
  const entities = isWhole ? part.positions.map((position) => all[position] as unknown) : undefined;
  const own = { data: { _entities: entities } };
  if (errors === undefined) return own;
  return { ...own, errors: errors.flatMap((error) => ownErrors(error, batch, alias, part)) };
}

type SubgraphError = NonNullable<SubgraphAnswer['errors']>[number];

/** An error at a question's entities is of that question; one without such a place is of all. */
function ownErrors(error: SubgraphError, { questions }: FetchBatch, alias: string, part: Part): SubgraphError[] {
  const [key, position, ...rest] = (Array.isArray(error.path) ? error.path : []) as unknown[];
  const isPlaced = questions.some((question) => question.alias === key);
  if (isPlaced && key !== alias) return [];
  if (!isPlaced || typeof position !== 'number') return [{ ...error, path: undefined }];
  const own = part.positions.indexOf(position);
  return own === -1 ? [] : [{ ...error, path: ['_entities', own, ...rest] }];
}
