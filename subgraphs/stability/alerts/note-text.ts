import { badInput } from '../../shared/subgraph-errors';

const longestText = 500;

// Controls, marks of direction and other characters that nobody sees, halves of pairs, ends of lines.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** What looks like a number by which a person, a case or a telephone is known, or like an address of a person. */
const identifiers: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a citizen number (NIK)', pattern: /\b(?:\d{2}[ .-]?){6}\d{4}\b/ },
  { what: 'a UNHCR case or registration number', pattern: /\b\d{3}[ -]?\d{2}[ -]?C[ -]?\d{4,}|\b\d{3}-\d{5,}/i },
  { what: 'a passport number', pattern: /\b[a-z]{1,2}-?\d{6,}/i },
  { what: "the number of a person's record", pattern: /\b(?:CASE|IND|WNA|PJM|IT|PMH|TAK|APOA)-[\d-]*\d{3,}/i },
  { what: 'a telephone number', pattern: /(?:\+\d{2}[ -]?|\b0)\d{2,3}(?:[ -]?\d){5,}/ },
  { what: 'a number of seven digits or more', pattern: /\d{7,}/ },
  { what: 'an e-mail address', pattern: /[\w.+-]+@[\w-]+\.[a-z]{2,}/i },
];

/**
 * A text that an officer writes about an alert, without the spaces around it. A name cannot be told from another word;
 * numbers by which persons are known can.
 * @throws BAD_USER_INPUT naming the argument: empty or too long, characters that cannot be seen, or an identifier. The
 * text itself is not repeated.
 */
export function noteText(argument: string, text: string): string {
  const trimmed = text.trim();
  const { length } = trimmed;
  if (length === 0) throw badInput(`${argument}: must not be empty; say it in 1 to ${longestText} characters.`);
  if (length > longestText) throw badInput(`${argument}: has ${length} characters; ${longestText} are the most.`);
  if (unseen.test(trimmed)) {
    throw badInput(
      `${argument}: holds a character that cannot be seen, such as an end of a line; write it in one line.`,
    );
  }
  // Digits of other scripts and widths are digits too.
  const plain = trimmed.normalize('NFKC').replaceAll(/[^\x20-\x7e]/gu, (each) => (/\p{Nd}/u.test(each) ? '1' : each));
  const found = identifiers.find(({ pattern }) => pattern.test(plain));
  if (found !== undefined) {
    throw badInput(
      `${argument}: holds what looks like ${found.what}; alerts and activities are about areas, never persons. Leave it out.`,
    );
  }
  return trimmed;
}
