import { describe, expect, it } from '@jest/globals';

import { errorCatalogue } from '../../../gateway/errors';
import { sentencesOf } from '../../../web/gateway-api/failures';
import { english } from '../../../web/language/english';
import { indonesian } from '../../../web/language/indonesian';

const codes = Object.keys(errorCatalogue);

describe('a failure', () => {
  it.each(codes)('with %s is told by its code, in the language of the page', (code) => {
    const failure = { message: 'Words of the gateway', path: ['area'], code, subgraph: null };
    const [inEnglish, inIndonesian] = [english, indonesian].map((words) => sentencesOf([failure], words).join(' '));
    expect(inEnglish).not.toBe('');
    expect(inIndonesian).not.toContain('Words of the gateway');
    expect(inIndonesian).not.toBe(inEnglish);
  });
});
