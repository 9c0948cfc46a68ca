import { describe, expect, it } from '@jest/globals';

import type { CheckReport } from '../../../registry/check/finding';
import { writeReport } from '../../../registry/report/write-report';

const report: CheckReport = {
  version: 1,
  subgraph: 'areas',
  base: 'b'.repeat(64),
  supergraph: 'c'.repeat(64),
  passed: false,
  steps: [
    { step: 'parse', outcome: 'passed' },
    { step: 'breaking', outcome: 'failed' },
    { step: 'cost', outcome: 'skipped' },
  ],
  findings: [
    {
      step: 'breaking',
      code: 'BREAKING_CHANGE',
      severity: 'error',
      message: 'Field <name> & "more"\u0001 was removed.',
      coordinate: 'Area.name',
      places: [
        { subgraph: 'areas', file: 'my areas.graphql', line: 3, column: 5 },
        { subgraph: 'permits', file: 'permits.graphql', line: 7, column: 1 },
      ],
      mend: 'Keep it.',
      operations: [
        {
          digest: 'd'.repeat(64),
          name: 'Districts',
          calls: 6,
          clients: [{ client: 'map', calls: 6, lastSeen: '2026-11-21T12:00:00.000Z' }],
          approved: null,
        },
      ],
    },
  ],
};

describe('a report', () => {
  it('is text for a terminal: what, where, who asks, who else, remedy', () => {
    expect(writeReport(report, 'text')).toContain(
      [
        'error  BREAKING_CHANGE  my areas.graphql:3 (areas)',
        '  Field <name> & "more"\\u{1} was removed.',
        '  asked by map: Districts (dddddddddddd), 6 times, last 2026-11-21T12:00:00.000Z',
        '  also concerned: permits.graphql:7 (permits)',
        '  mend: Keep it.',
      ].join('\n'),
    );
  });

  it('is JSON with the version of its form', () => {
    expect(JSON.parse(writeReport(report, 'json'))).toEqual(report);
  });

  it('is SARIF, with a place, a rule and the same mark in every run', () => {
    const sarif = JSON.parse(writeReport(report, 'sarif'));
    expect(sarif.version).toBe('2.1.0');
    const [run] = sarif.runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['BREAKING_CHANGE']);
    expect(run.results).toMatchObject([
      {
        ruleId: 'BREAKING_CHANGE',
        level: 'error',
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'my%20areas.graphql' }, region: { startLine: 3 } } },
        ],
        relatedLocations: [{ physicalLocation: { region: { startLine: 7 } } }],
        partialFingerprints: { 'simpul/1': 'BREAKING_CHANGE:Area.name' },
      },
    ]);
  });

  it('is XML of JUnit that every reader takes', () => {
    const xml = writeReport(report, 'junit');
    expect(xml).toContain('<testsuite name="simpul schema check" tests="3" failures="1" skipped="1">');
    expect(xml).toContain('name="cost"><skipped/></testcase>');
    expect(xml).toContain('message="Field &lt;name&gt; &amp; &quot;more&quot; was removed."');
    expect(xml).not.toContain('\u0001');
  });
});
