import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { HttpConnection } from './http-connection';
import { processFigures } from './process-figures';

// The clients of a measurement, in a process of their own. Each asks, waits for the whole answer, checks it, asks again.

export interface LoadOrder {
  readonly port: number;
  /** The gateway's process. */
  readonly pid: number;
  readonly clients: number;
  readonly warmMs: number;
  readonly measureMs: number;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A file with the data that the answer must have. */
  readonly referenceFile: string;
}

export interface LoadReport {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
  readonly rssBytes: number;
  /** Answers that were not 200, had errors, or whose data differ from the reference. */
  readonly wrong: number;
  readonly firstWrong: string | null;
  readonly answerBytes: number;
}

export type LoadMessage = { readonly kind: 'begin' | 'end' } | { readonly kind: 'report'; readonly report: LoadReport };

process.once('message', (order: LoadOrder) => void run(order).then(() => process.disconnect()));

async function run(order: LoadOrder): Promise<void> {
  const judge = new Judge(JSON.parse(readFileSync(order.referenceFile, 'utf8')));
  const connections = Array.from({ length: order.clients }, () => connectionOf(order, judge));
  const taken: number[] = [];
  let isMeasuring = false;
  let isOver = false;
  const client = async (connection: HttpConnection): Promise<void> => {
    while (!isOver) {
      const start = performance.now();
      judge.judge(await connection.ask(), isMeasuring);
      if (isMeasuring) taken.push(performance.now() - start);
    }
  };
  const running = Promise.all(connections.map(client));
  await Promise.race([wait(order.warmMs), running]);
  tell({ kind: 'begin' });
  const before = processFigures(order.pid);
  const begin = performance.now();
  isMeasuring = true;
  await Promise.race([wait(order.measureMs), running]);
  isMeasuring = false;
  const seconds = (performance.now() - begin) / 1_000;
  const after = processFigures(order.pid);
  tell({ kind: 'end' });
  isOver = true;
  await running;
  for (const connection of connections) connection.close();
  taken.sort((a, b) => a - b);
  const at = (share: number): number => taken[Math.floor(taken.length * share)] ?? NaN;
  const report = {
    requests: taken.length,
    requestsPerSecond: taken.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMsPerRequest: (after.cpuMs - before.cpuMs) / taken.length,
    rssBytes: after.rssBytes,
    wrong: judge.wrong,
    firstWrong: judge.firstWrong,
    answerBytes: judge.answerBytes,
  };
  tell({ kind: 'report', report });
}

/** Parses a body once; bytes that were judged before keep their verdict. */
class Judge {
  wrong = 0;
  firstWrong: string | null = null;
  answerBytes = 0;
  expected: Buffer | null = null;
  private known: { body: Buffer; isRight: boolean }[] = [];

  constructor(private readonly reference: unknown) {}

  judge({ status, body }: { status: number; body: Buffer | null }, counts: boolean): void {
    const isRight = status === 200 && (body === null || this.isRight(body));
    if (isRight || !counts) return;
    this.wrong += 1;
    this.firstWrong ??= `${status} ${body?.toString().slice(0, 300) ?? ''}`;
  }

  private isRight(body: Buffer): boolean {
    this.answerBytes = body.length;
    const before = this.known.find((each) => each.body.equals(body));
    const isRight = before?.isRight ?? this.compare(body);
    if (before === undefined) this.known = [{ body, isRight }, ...this.known.slice(0, 7)];
    if (isRight) this.expected = body;
    return isRight;
  }

  private compare(body: Buffer): boolean {
    try {
      const { data, errors } = JSON.parse(body.toString()) as { data?: unknown; errors?: unknown };
      return errors === undefined && isDeepStrictEqual(data, this.reference);
    } catch {
      return false;
    }
  }
}

function connectionOf({ port, query, headers }: LoadOrder, judge: Judge): HttpConnection {
  const body = Buffer.from(JSON.stringify({ query }));
  const head = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    'accept: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
  ];
  const request = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
  return new HttpConnection(port, request, () => judge.expected);
}

function tell(message: LoadMessage): void {
  process.send?.(message);
}
