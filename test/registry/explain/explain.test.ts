import { ERRORS } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';

import { explain, explainedCodes } from '../../../registry/explain/explain';
import { checkCodes, compositionCodes } from '../../../registry/explain/explanations';
import { mendOf } from '../../../registry/explain/mend';

describe('explain', () => {
  it('knows every code that composition can raise, and no other code of it', () => {
    expect(Object.keys(compositionCodes).sort()).toEqual(
      Object.values(ERRORS)
        .map(({ code }) => code)
        .sort(),
    );
  });

  it.each(explainedCodes)('says of %s what it means, an example, and how to mend it', (code) => {
    const { means, example, mend } = explain(code) ?? { means: '', example: '', mend: '' };
    expect(means).toMatch(/^[A-Z@].{20,}\.$/s);
    expect(example).not.toBe('');
    expect(mend).toMatch(/^[A-Z@][^\n]{10,}\.$/);
  });

  it('takes a code in any case, and knows nothing of what is no code', () => {
    expect(explain('no_queries')?.code).toBe('NO_QUERIES');
    expect(explain('E029')).toBeNull();
    expect(explain('constructor')).toBeNull();
  });

  it('names no code twice', () => {
    expect(Object.keys(compositionCodes).filter((code) => code in checkCodes)).toEqual([]);
  });
});

describe('how to mend a mistake', () => {
  it('names the field that is shared', () => {
    const message = 'Non-shareable field "Area.name" is resolved from multiple subgraphs';
    expect(mendOf({ code: 'INVALID_FIELD_SHARING', message })).toContain('Mark Area.name @shareable');
  });

  it('names the type and the subgraph that lack a key', () => {
    const message =
      'cannot move to subgraph "permits", which has field "Area.permits", because type "Area" has no @key defined in subgraph "permits".';
    expect(mendOf({ code: 'SATISFIABILITY_ERROR', message })).toContain(
      'Give Area in permits, which has Area.permits, a @key',
    );
  });
});
