import type { CheckReport, Finding, Severity } from '../check/finding';
import { explain } from '../explain/explain';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/** A check as SARIF 2.1.0: one run, a rule for each code that was found. */
export function sarifReport({ findings }: CheckReport): object {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'simpul schema check', rules: codes.map(ruleOf) } },
        results: findings.map(resultOf),
      },
    ],
  };
}

function ruleOf(code: string): object {
  const found = explain(code);
  return {
    id: code,
    ...(found && { shortDescription: { text: found.means }, help: { text: found.mend } }),
  };
}

function resultOf({ code, severity, message, places, mend, coordinate }: Finding): object {
  const locations = places.map(({ file, line, column }) => ({
    physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: line, startColumn: column } },
  }));
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: `${message}\n${mend}` },
    locations: locations.slice(0, 1),
    relatedLocations: locations.slice(1),
    // The same finding has the same mark in every run, so that it is not told twice.
    partialFingerprints: { 'simpul/1': `${code}:${coordinate ?? message}` },
  };
}
