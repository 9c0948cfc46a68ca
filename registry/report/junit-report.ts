import type { CheckReport, Finding, Step } from '../check/finding';

/** A check as JUnit's XML: a case for each step. */
export function junitReport({ subgraph, steps, findings }: CheckReport): string {
  const cases = steps.map(({ step, outcome }) => {
    const failures = outcome === 'failed' ? errorsOf(step, findings).map(failureOf).join('') : '';
    const inner = outcome === 'skipped' ? '<skipped/>' : failures;
    return `  <testcase classname="${escaped(subgraph)}" name="${step}">${inner}</testcase>`;
  });
  const count = (outcome: string): number => steps.filter((each) => each.outcome === outcome).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="simpul schema check" tests="${steps.length}" failures="${count('failed')}" skipped="${count('skipped')}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}

function errorsOf(step: Step, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.step === step && finding.severity === 'error');
}

function failureOf({ code, message, mend }: Finding): string {
  return `<failure type="${code}" message="${escaped(message.split('\n')[0] ?? '')}">${escaped(`${message}\n${mend}`)}</failure>`;
}

// XML has no way to write most control characters: they are left out.
function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
