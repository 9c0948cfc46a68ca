import { logLine } from '../../common/log-line';
import type { CheckReport, ConcernedOperation, Finding } from '../check/finding';
import { placeText } from '../compose/mistake-text';

/** A check for a terminal. */
export function textReport({ subgraph, base, supergraph, passed, steps, findings }: CheckReport): string {
  const lines = [
    `${subgraph}: ${passed ? 'passed' : 'FAILED'}`,
    `  compared with  ${base ?? 'nothing, as nothing is published'}`,
    `  would become   ${supergraph ?? 'nothing, as it does not compose'}`,
    ...steps.map(({ step, outcome }) => `  ${step.padEnd(11)} ${outcome}${countOf(step, findings)}`),
    ...findings.flatMap(findingLines),
  ];
  return `${lines.join('\n')}\n`;
}

function countOf(step: string, findings: readonly Finding[]): string {
  const count = findings.filter((finding) => finding.step === step).length;
  return count === 0 ? '' : `  ${count} to read`;
}

function findingLines({ code, severity, message, places, mend, operations }: Finding): string[] {
  const [first, ...others] = places;
  return [
    '',
    `${severity}  ${code}${first === undefined ? '' : `  ${placeText(first)}`}`,
    ...message.split('\n').map((line) => `  ${logLine(line)}`.trimEnd()),
    ...operations.flatMap(operationLines),
    ...(others.length > 0 ? [`  also concerned: ${others.map(placeText).join(', ')}`] : []),
    `  mend: ${mend}`,
  ];
}

function operationLines({ digest, name, clients, approved }: ConcernedOperation): string[] {
  return [
    ...clients.map(
      ({ client, calls, lastSeen }) =>
        `  asked by ${client}: ${name ?? 'an operation without a name'} (${digest.slice(0, 12)}), ${calls} times, last ${lastSeen}`,
    ),
    ...(approved === null ? [] : [`  approved by ${approved.by}, ${approved.at}: ${approved.reason}`]),
  ];
}
