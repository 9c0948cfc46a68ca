import { countsOf, type Report } from './report';
import { xmlText } from './xml-text';

const height = 20;
const characterWidth = 6.6;

/** A badge as SVG: whether the subgraph conforms, on which day, with which schema. */
export function badgeOf(report: Report): string {
  const left = `simpul conform: ${report.subgraph}`;
  const right = `${verdictOf(report)} ${report.date.slice(0, 10)} ${report.schemaDigest?.slice(0, 19) ?? 'no schema'}`;
  const [leftWidth, rightWidth] = [widthOf(left), widthOf(right)];
  const title = `${left}, ${right}, schema ${report.schemaDigest ?? 'not told'}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${leftWidth + rightWidth}" height="${height}" role="img">
<title>${xmlText(title)}</title>
<rect width="${leftWidth}" height="${height}" fill="#444"/>
<rect x="${leftWidth}" width="${rightWidth}" height="${height}" fill="${report.conforms ? '#1a7f37' : '#b3261e'}"/>
<g fill="#fff" font-family="monospace" font-size="11">
<text x="6" y="14">${xmlText(left)}</text>
<text x="${leftWidth + 6}" y="14">${xmlText(right)}</text>
</g>
</svg>
`;
}

function verdictOf(report: Report): string {
  if (!report.conforms) return `${countsOf(report).failed} failed`;
  return report.signed ? 'passed' : 'passed unsigned';
}

function widthOf(text: string): number {
  return Math.ceil(text.length * characterWidth) + 12;
}
