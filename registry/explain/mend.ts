import type { Mistake } from '../compose/composition';
import { explain } from './explain';

/** How to mend a mistake, in one line: as the message itself tells it, where it does, else as its code is explained. */
export function mendOf({ code, message }: Pick<Mistake, 'code' | 'message'>): string {
  return fromMessage(code, message) ?? explain(code)?.mend ?? 'Look at the named lines.';
}

function fromMessage(code: string, message: string): string | null {
  if (code === 'SATISFIABILITY_ERROR') return missingKey(message);
  if (code === 'INVALID_FIELD_SHARING') {
    const [, field] = /field "([^"]+)"/.exec(message) ?? [];
    return field === undefined
      ? null
      : `Mark ${field} @shareable in every subgraph that resolves it the same way, or keep it in one of them only.`;
  }
  return null;
}

function missingKey(message: string): string | null {
  const [, field, type, subgraph] =
    /has field "([^"]+)", because type "([^"]+)" has no @key defined in subgraph "([^"]+)"/.exec(message) ?? [];
  if (field === undefined) return null;
  return `Give ${type} in ${subgraph}, which has ${field}, a @key whose fields the other subgraph has, such as @key(fields: "id").`;
}
