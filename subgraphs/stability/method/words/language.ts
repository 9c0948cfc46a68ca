import { english } from './english';
import { indonesian } from './indonesian';
import type { Language, Words } from './words';

const words: Readonly<Record<Language, Words>> = { en: english, id: indonesian };

export function wordsOf(language: Language): Words {
  return words[language];
}
