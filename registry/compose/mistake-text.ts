import { logLine } from '../../common/log-line';
import { mendOf } from '../explain/mend';
import type { Mistake, Place } from './composition';

/** A mistake for a terminal: code and place, what it is, who else is concerned, and how to mend it. */
export function mistakeText(mistake: Mistake): string {
  const { code, message, places } = mistake;
  const [first, ...others] = places;
  const lines = [
    first === undefined ? code : `${code}  ${placeText(first)}`,
    ...message.split('\n').map((line) => `  ${logLine(line)}`.trimEnd()),
    ...(others.length > 0 ? [`  also concerned: ${others.map(placeText).join(', ')}`] : []),
    `  mend: ${mendOf(mistake)}`,
    `  more: simpul schema explain ${code}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function placeText({ subgraph, file, line }: Place): string {
  return `${file}:${line} (${subgraph})`;
}
