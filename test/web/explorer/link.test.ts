import { describe, expect, it } from '@jest/globals';

import { draftIn, draftOf, linkOf } from '../../../web/explorer/link';
import type { Sample } from '../../../web/samples/samples';

const sample: Sample = {
  name: 'area-history',
  kind: 'query',
  title: { en: 'History', id: 'Riwayat' },
  about: { en: '', id: '' },
  for: ['analyst'],
  purpose: null,
  rows: null,
  parameters: [
    {
      name: 'code',
      type: 'AreaCode!',
      kind: 'text',
      isList: false,
      isRequired: false,
      fallback: '31.75',
      about: { en: '', id: '' },
    },
    { name: 'months', type: 'Int', kind: 'whole number', isList: false, isRequired: false, about: { en: '', id: '' } },
  ],
  text: 'query AreaHistory { a }',
};

const opened = (link: string) => {
  const { search, hash } = new URL(link, 'http://localhost');
  return draftIn({ search, hash }, [sample]);
};

describe('a link to the explorer', () => {
  it('opens a sample with its parameters again', () => {
    const draft = draftOf(sample, { months: '3' });
    const link = linkOf(draft, sample, draft.texts);
    expect(link).toBe('/explorer?sample=area-history&months=3');
    expect(opened(link)).toMatchObject({ query: sample.text, texts: { code: '', months: '3' }, isFromLink: false });
    expect(JSON.parse(opened(link).variables)).toEqual({ code: '31.75', months: 3 });
  });

  it('has any other operation in its fragment, which goes to no server, and says that somebody else wrote it', () => {
    const draft = { ...draftOf(sample), query: '{ a(name: "& # ?") }', variables: '{ "a": "ü+ " }' };
    const link = linkOf(draft, sample, draft.texts);
    expect(new URL(link, 'http://localhost').search).toBe('');
    expect(opened(link)).toMatchObject({ query: draft.query, variables: draft.variables, isFromLink: true });
  });

  it('that names nothing that is offered opens the first sample', () => {
    expect(opened('/explorer?sample=permit-file').sample).toBe('area-history');
  });
});
