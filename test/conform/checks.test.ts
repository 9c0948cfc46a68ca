import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { checks } from '../../conform/checks';
import { badgeOf, checkConformance, junitOf, type Report, toldReport } from '../../conform/main';
import { testKeys } from '../support/ask-subgraph';
import { type Fault, faultySubgraph, gaugesSdl } from './faulty-subgraph';

const [key = null] = testKeys;

async function reportOn(faults: readonly Fault[], options: object = {}): Promise<Report> {
  const subgraph = await faultySubgraph(faults);
  try {
    return await checkConformance({ url: subgraph.url, name: 'gauges', key, ...options });
  } finally {
    subgraph.stop();
  }
}

const failedIn = ({ results }: Report) => [
  ...new Set(results.filter(({ result }) => result === 'fail').map(({ check }) => check)),
];

describe('the conformance kit', () => {
  it('passes a subgraph that does everything right, and says why what is left does not apply', async () => {
    const report = await reportOn([], { sdl: gaugesSdl });
    expect(failedIn(report)).toEqual([]);
    expect(report).toMatchObject({ subgraph: 'gauges', signed: true, conforms: true });
    expect(report.schemaDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const left = report.results.filter(({ result }) => result === 'not applicable');
    const ofBasin = ['one', 'duplicates', 'order', 'batched'].map((name) => [`entities-${name}`, 'Basin by id']);
    expect(left.map(({ check, about }) => [check, about])).toEqual([...ofBasin, ['drains', undefined]]);
  });

  it.each<[Fault, string]>([
    ['no health', 'health'],
    ['no sdl', 'service-sdl'],
    ['not federation 2', 'service-sdl'],
    ['does not compose', 'composes'],
    ['fails on no key', 'entities-none'],
    ['no entity', 'entities-one'],
    ['at most 100', 'entities-many'],
    ['each key once', 'entities-duplicates'],
    ['unknown are left out', 'entities-unknown'],
    ['unknown are made up', 'entities-unknown'],
    ['other order', 'entities-order'],
    ['any type is a gauge', 'entities-other-type'],
    ['one by one', 'entities-batched'],
    ['unsigned passes', 'unsigned-refused'],
    ['introspection passes', 'introspection-refused'],
    ['any key', 'key-checked'],
    ['any audience', 'audience-checked'],
    ['any body', 'content-checked'],
    ['any time', 'time-checked'],
    ['any nonce', 'replay-refused'],
    ['no codes', 'error-codes'],
    ['hangs up', 'error-codes'],
    ['stacks', 'nothing-leaks'],
    ['fails on bodies', 'malformed-bodies'],
    ['chokes on traces', 'traceparent-accepted'],
  ])('finds a subgraph of which is true: %s (%s)', async (fault, check) => {
    const report = await reportOn([fault]);
    expect(report.conforms).toBe(false);
    expect(failedIn(report)).toContain(check);
  });

  it('tells of a trace that is not continued, and takes the subgraph all the same', async () => {
    const report = await reportOn(['own traces']);
    expect(failedIn(report)).toEqual(['traceparent-continued']);
    expect(report.conforms).toBe(true);
  });

  it('fails a subgraph that serves another schema than it says', async () => {
    expect(failedIn(await reportOn([], { sdl: gaugesSdl.replace('level: Int', 'level: Int!') }))).toEqual([
      'service-sdl',
    ]);
  });

  it('asks without signatures where that is wanted, and leaves out what is about them', async () => {
    const report = await reportOn(['unsigned passes'], { key: null });
    expect(report).toMatchObject({ signed: false, conforms: true });
    expect(report.results.find(({ check }) => check === 'replay-refused')).toMatchObject({
      result: 'not applicable',
      reason: 'asked without signatures (--unsigned): nothing is signed that could be refused',
    });
  });

  it('takes keys that are given for types which the subgraph does not list', async () => {
    const report = await reportOn([], { keys: { Basin: [{ id: 'B-101' }, { id: 'B-102' }] } });
    const ofBasin = report.results.filter(({ about }) => about === 'Basin by id');
    expect(ofBasin.find(({ check }) => check === 'entities-order')).toMatchObject({ result: 'pass' });
    expect(ofBasin.find(({ check }) => check === 'entities-batched')).toMatchObject({
      reason: 'needs 10 keys that are there, 2 are known: give them with --keys',
    });
  });

  it('says that a subgraph cannot be reached, or has no name', async () => {
    const subgraph = await faultySubgraph(['no sdl']);
    subgraph.stop();
    await expect(checkConformance({ url: subgraph.url, key })).rejects.toMatchObject({
      message: expect.stringContaining('The subgraph cannot be reached: no answer (ECONNREFUSED)'),
      exitCode: 2,
    });
    await expect(checkConformance({ url: 'ftp://localhost', key })).rejects.toMatchObject({ exitCode: 64 });
  });
});

describe('the report', () => {
  const failed = { result: 'fail', asked: 'a <question>', came: '500 "odd" & \u0007 more', fix: 'Mend it.' } as const;
  const base = { title: 'Title', required: true, link: 'docs/conformance.md#health' };
  const report: Report = {
    subgraph: 'gauges',
    date: '2024-11-20T08:00:00.000Z',
    schemaDigest: 'sha256:0123456789abcdef',
    signed: true,
    conforms: false,
    results: [
      { ...base, check: 'health', result: 'pass', note: 'a note' },
      { ...base, check: 'composes', ...failed },
      { ...base, check: 'drains', required: false, ...failed },
      { ...base, check: 'drains', result: 'not applicable', reason: 'no --pid' },
    ],
  };

  it('tells in words what was asked, what came, how to mend it and where to read on', () => {
    expect(toldReport(report)).toContain(
      ['    asked  a <question>', '    came   500 "odd" & \u0007 more', '    fix    Mend it.', '    see    docs/'].join(
        '\n',
      ),
    );
    expect(toldReport(report)).toContain('gauges does not conform: 1 passed, 2 failed, 1 not applicable.');
  });

  it('is JUnit XML in which only required checks fail', () => {
    const xml = junitOf(report);
    expect(xml).toContain(
      '<testsuite name="gauges" timestamp="2024-11-20T08:00:00" tests="4" failures="1" skipped="2"',
    );
    expect(xml).toContain('<failure message="500 &quot;odd&quot; &amp;  more">asked: a &lt;question&gt;');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });

  it('is a badge with the day and the digest of the schema, which says when requests were not signed', () => {
    expect(badgeOf(report)).toContain('>2 failed 2024-11-20 sha256:0123456789ab</text>');
    expect(badgeOf({ ...report, conforms: true })).toContain('>passed 2024-11-20 ');
    expect(badgeOf({ ...report, conforms: true, signed: false })).toContain('>passed unsigned 2024-11-20 ');
  });
});

describe('docs/conformance.md', () => {
  it('describes each check under its id, in their order, and no other', () => {
    const text = readFileSync(join(projectRoot, 'docs', 'conformance.md'), 'utf8');
    const headings = [...text.matchAll(/^### (\S+)\n\n(.+)\n/gm)].map(([, id, title]) => [id, title]);
    expect(headings).toEqual(checks.map(({ id, title }) => [id, `${title}.`]));
  });
});
