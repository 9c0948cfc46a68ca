import { type Check, fail, type Finding, pass } from '../check';
import { dataIn, type HttpAnswer, isRecord } from '../http-answer';

/** What errors must not tell: each with a form that finds it. */
const leaks = [
  ['a stack', /\n\s+at |\bat \S+ \(.+:\d+:\d+\)|Traceback \(most recent|\.(?:[cm]?[jt]s|py|java|go|cs|rb|php|rs):\d+/],
  ['a path', /(?:^|[\s"'(=])(?:\/(?:home|usr|opt|var|app|srv|root|tmp|etc|work|Users)\/|[A-Za-z]:\\\w)|node_modules/],
  [
    'an address',
    /\b(?:mongodb(?:\+srv)?|postgres(?:ql)?|mysql|redis|amqps?|https?):\/\/|\b\d{1,3}(?:\.\d{1,3}){3}:\d+\b/,
  ],
] as const;

export const nothingLeaks: Check = {
  id: 'nothing-leaks',
  title: 'No error tells a stack, a path or an address',
  required: true,
  run: (subject) => Promise.resolve([subject.answers.map(leakIn).find((finding) => finding !== null) ?? pass()]),
};

function leakIn(answer: HttpAnswer): Finding | null {
  const text = toldToAsker(answer);
  for (const [what, form] of leaks) {
    const found = form.exec(text)?.[0].trim();
    if (found === undefined) continue;
    const fix = 'Tell a code and a sentence of your own; write the rest to the log.';
    return fail(
      'all that was asked in this run',
      `${what} in an error (status ${answer.status}): ${found.slice(0, 80)}`,
      fix,
    );
  }
  return null;
}

/** The texts of errors, and all of a body that holds no data. What stands in data is not looked at. */
function toldToAsker(answer: HttpAnswer): string {
  const isData = dataIn(answer) !== null || (isRecord(answer.json) && answer.status === 200);
  const part = isData ? (answer.json as { errors?: unknown }).errors : (answer.json ?? answer.text);
  return typeof part === 'string' ? part : textsIn(part).join('\n');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
