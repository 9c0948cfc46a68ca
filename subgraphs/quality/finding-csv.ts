import { csvLine } from '../../common/csv-line';
import type { Finding } from './finding';

const columns = ['agency', 'rule', 'severity', 'records', 'how_many', 'examples', 'what_it_means', 'how_to_mend'];

/** The findings as a table for a spreadsheet. The mark at its beginning tells a spreadsheet that it is UTF-8. */
export function findingCsv(findings: readonly Finding[]): string {
  const rows = findings.map(({ subgraph, id, severity, collection, count, examples, means, mend }) => [
    subgraph,
    id,
    severity,
    collection,
    count === null ? 'fewer than ten' : String(count),
    examples.join(' '),
    means,
    mend,
  ]);
  return `\uFEFF${[columns, ...rows].map(csvLine).join('')}`;
}
