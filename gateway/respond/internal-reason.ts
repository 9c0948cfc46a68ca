/**
 * What an operator is told of an error that nobody foresaw: its kind, its code and the place in the gateway, such as
 * `TypeError at gateway/plan/plan-cache.js:31:7`. Its message can hold a person's data and is left out.
 */
export function internalReason(error: unknown): string {
  const cause = causeOf(error);
  if (!(cause instanceof Error)) return 'not an Error';
  const { code } = cause as NodeJS.ErrnoException;
  const place = placeIn(cause.stack ?? '');
  return [worded(cause.name) ?? 'Error', worded(code), place && `at ${place}`].filter(Boolean).join(' ');
}

/** Apollo Server and graphql-js wrap what was thrown. */
function causeOf(error: unknown): unknown {
  const { originalError } = (error ?? {}) as { originalError?: unknown };
  return originalError === undefined ? error : causeOf(originalError);
}

function worded(text: unknown): string | undefined {
  return typeof text === 'string' && /^\w{1,64}$/.test(text) ? text : undefined;
}

function placeIn(stack: string): string | undefined {
  const line = stack.split('\n').find((each) => /^ {4}at .*\/(gateway|common)\/[\w/.-]+:\d+:\d+\)?$/.test(each));
  return line === undefined ? undefined : /(gateway|common)\/[\w/.-]+:\d+:\d+(?=\)?$)/.exec(line)?.[0];
}
