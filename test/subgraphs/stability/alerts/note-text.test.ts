import { describe, expect, it } from '@jest/globals';

import { noteText } from '../../../../subgraphs/stability/alerts/note-text';

const refusal = (text: string): string => {
  try {
    noteText('note', text);
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('L15: a text about an alert', () => {
  it.each([
    'Mediasi antara warga dan penghuni di RW 05',
    'Meeting on 2024-10-31 at 14.00, 12 residents, two RTs; see 31.75.03@2024-10-SIAGA',
    'Village 31.75.03.1001: TIMPORA-2024-001, 1.500 households, Rp 250.000',
    'Ditangani bersama — “aman”, 90 % selesai',
    'x'.repeat(500),
  ])('is taken, without the spaces around it: %s', (text) => {
    expect(noteText('note', `  ${text}\u00a0 `)).toBe(text);
  });

  it.each([
    ['', 'note: must not be empty; say it in 1 to 500 characters.'],
    [' \u00a0 ', 'note: must not be empty; say it in 1 to 500 characters.'],
    ['x'.repeat(501), 'note: has 501 characters; 500 are the most.'],
    ['two\nlines', 'cannot be seen'],
    ['turned \u202e round', 'cannot be seen'],
    ['zero\u200bwidth', 'cannot be seen'],
    ['half \ud800', 'cannot be seen'],
    ['nul \u0000', 'cannot be seen'],
  ])('is refused when it cannot be read: %j', (text, why) => {
    expect(refusal(text)).toContain(why);
  });

  it.each([
    ['NIK 3175031205880001', 'a citizen number'],
    ['3175 0312 0588 0001', 'a citizen number'],
    ['317503-120588-0001', 'a citizen number'],
    ['31.75.03.120588.0001', 'a citizen number'],
    ['passport A1234567', 'a passport number'],
    ['paspor AB-123456', 'a passport number'],
    ['UNHCR 186-15C01234', 'a UNHCR case'],
    ['case 186-00012345', 'a UNHCR case'],
    ['see CASE-40001', "the number of a person's record"],
    ['holder WNA-3175-100001', "the number of a person's record"],
    ['call 0812 3456 789', 'a telephone number'],
    ['call +62 812-3456-789', 'a telephone number'],
    ['no. 123456789', 'a number of seven digits'],
    ['nomor １２３４５６７８', 'a number of seven digits'],
    ['رقم ١٢٣٤٥٦٧٨', 'a number of seven digits'],
    ['write to someone@example.org', 'an e-mail address'],
  ])('is refused, and not repeated, when it names what a person is known by: %s', (text, what) => {
    const message = refusal(text);
    expect(message).toContain(`holds what looks like ${what}`);
    expect(message).toContain('never persons');
    expect(message).not.toContain(text.slice(-6));
  });
});
