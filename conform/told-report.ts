import { type CheckResult, countsOf, type Report } from './report';

/** A report in words: a line for each result, and beneath what failed how to mend it. */
export function toldReport(report: Report): string {
  const { passed, failed, notApplicable } = countsOf(report);
  const requests = report.signed ? 'signed' : 'not signed';
  const verdict = report.conforms ? 'conforms' : 'does not conform';
  return [
    `${report.subgraph}  ${report.date.slice(0, 10)}  requests ${requests}  schema ${report.schemaDigest ?? 'not told'}`,
    ...report.results.map(lineOf),
    `${report.subgraph} ${verdict}: ${passed} passed, ${failed} failed, ${notApplicable} not applicable.`,
    '',
  ].join('\n');
}

function lineOf(found: CheckResult): string {
  const of = found.about === undefined ? '' : ` (${found.about})`;
  const line = `${found.result.padEnd(14)}  ${found.check.padEnd(21)}  ${found.title}${of}`;
  switch (found.result) {
    case 'pass':
      return found.note === undefined ? line : `${line}: ${found.note}`;
    case 'not applicable':
      return `${line}: ${found.reason}`;
    case 'fail':
      return [
        found.required ? line : `${line}; not required`,
        `    asked  ${found.asked}`,
        `    came   ${found.came}`,
        `    fix    ${found.fix}`,
        `    see    ${found.link}`,
      ].join('\n');
  }
}
