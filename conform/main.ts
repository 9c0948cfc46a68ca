import { hash } from 'node:crypto';

import { exitCodes } from '../common/exit-codes';
import { nobodyText } from '../common/identity';
import type { SigningKey } from '../common/message-signature';
import { ToldError } from '../common/told-error';
import { type Check, fail, type Finding } from './check';
import { checks } from './checks';
import { type GivenKeys, learnEntityKeys } from './entity-keys';
import { dataIn, exchange, isRecord, NoAnswer } from './http-answer';
import type { CheckResult, Report } from './report';
import { readSubgraphSchema, type SubgraphSchema } from './subgraph-schema';
import { Subject } from './subject';

export type { GivenKeys };
export { badgeOf } from './badge';
export { junitOf } from './junit';
export type { Report };
export { toldReport } from './told-report';

export interface ConformOptions {
  /** Where the subgraph takes GraphQL over HTTP. */
  readonly url: string;
  /** Its name in the graph; without it, what /health tells as `subgraph`. */
  readonly name?: string | undefined;
  /** What requests are signed with; null asks without signatures, and leaves out what is about them. */
  readonly key: SigningKey | null;
  /** Who asks, as the gateway would tell it: a header's value. */
  readonly identity?: string;
  readonly keys?: GivenKeys;
  /** The schema that it must serve, as SDL. */
  readonly sdl?: string | null;
  /** Its process, which the last check ends. */
  readonly pid?: number | null;
}

export type OnProgress = (done: number, total: number) => void;

/**
 * Looks at a subgraph from outside, in any language, as the gateway meets it.
 * @throws ToldError when it cannot be reached, or when nothing says what its name is.
 */
export async function checkConformance(
  options: ConformOptions,
  onProgress: OnProgress = () => undefined,
): Promise<Report> {
  const subject = await meet(options);
  const results: CheckResult[] = [];
  for (const [at, check] of checks.entries()) {
    onProgress(at, checks.length);
    for (const finding of await run(check, subject)) results.push(resultOf(check, finding));
  }
  onProgress(checks.length, checks.length);
  const { schema } = subject.learned;
  return {
    subgraph: subject.name,
    date: new Date().toISOString(),
    schemaDigest: schema === null ? null : `sha256:${hash('sha256', schema.sdl)}`,
    signed: subject.key !== null,
    conforms: results.every(({ result, required }) => result !== 'fail' || !required),
    results,
  };
}

/** Finds out what the subgraph is called, what schema it has and which entities are there. */
async function meet(options: ConformOptions): Promise<Subject> {
  const url = addressOf(options.url);
  const expectedSdl = options.sdl ?? null;
  if (expectedSdl !== null && schemaIn({ sdl: expectedSdl }) === null) {
    throw new ToldError('The schema that it must serve is not SDL that parses.', exitCodes.usage);
  }
  const name = options.name ?? (await nameIn(url));
  const subject = new Subject({ url, name, key: options.key, identity: options.identity ?? nobodyText });
  const service = await reached(subject.ask('{ _service { sdl } }'));
  const schema = schemaIn(dataIn(service)?._service);
  subject.learn({
    service,
    schema,
    entityKeys: schema === null ? [] : await learnEntityKeys(subject, schema, options.keys ?? {}),
    expectedSdl,
    pid: options.pid ?? null,
  });
  return subject;
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '') return url;
  throw new ToldError('URL is the address of the subgraph, such as http://localhost:4001/graphql.', exitCodes.usage);
}

async function nameIn(url: URL): Promise<string> {
  const { json } = await reached(exchange(new URL('/health', url), { method: 'GET', headers: {} }));
  if (isRecord(json) && typeof json.subgraph === 'string') return json.subgraph;
  throw new ToldError('/health does not tell the name of the subgraph; give it with --name.', exitCodes.usage);
}

async function reached<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
    throw new ToldError(`The subgraph cannot be reached: ${error.message}. Start it, and compare host and port.`);
  });
}

function schemaIn(service: unknown): SubgraphSchema | null {
  try {
    return isRecord(service) && typeof service.sdl === 'string' ? readSubgraphSchema(service.sdl) : null;
  } catch {
    return null;
  }
}

async function run(check: Check, subject: Subject): Promise<readonly Finding[]> {
  try {
    return await check.run(subject);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const fix = 'Answer every request, whatever is in it; the log of the subgraph says what ended this one.';
    return [fail(check.title, error.message, fix)];
  }
}

function resultOf({ id, title, required }: Check, finding: Finding): CheckResult {
  return { check: id, title, required, ...finding, link: `docs/conformance.md#${id}` };
}
