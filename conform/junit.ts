import { type CheckResult, countsOf, type Report } from './report';
import { xmlText } from './xml-text';

/** A report as JUnit XML, which builds show as tests. A check that is not required and fails is skipped there. */
export function junitOf(report: Report): string {
  const { results, subgraph, date } = report;
  const failed = results.filter((found) => found.result === 'fail' && found.required).length;
  const skipped = countsOf(report).notApplicable + countsOf(report).failed - failed;
  const counts = `tests="${results.length}" failures="${failed}" skipped="${skipped}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="${xmlText(subgraph)}" timestamp="${date.slice(0, 19)}" ${counts}>`,
    ...results.map(testcase),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase(found: CheckResult): string {
  const name = found.about === undefined ? found.title : `${found.title} (${found.about})`;
  const head = `<testcase classname="${found.check}" name="${xmlText(name)}"`;
  if (found.result === 'pass') return `${head}/>`;
  if (found.result === 'not applicable') return `${head}><skipped message="${xmlText(found.reason)}"/></testcase>`;
  const text = xmlText(`asked: ${found.asked}\ncame: ${found.came}\nfix: ${found.fix}\nsee: ${found.link}`);
  if (!found.required) return `${head}><skipped message="${text}"/></testcase>`;
  return `${head}><failure message="${xmlText(found.came)}">${text}</failure></testcase>`;
}
