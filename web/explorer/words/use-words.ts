import { type Language, useLanguage } from '../../language/language';
import { english, type ExplorerWords } from './english';
import { indonesian } from './indonesian';

/** The explorer's words in the page's language, and which it is. */
export function useExplorerWords(): { readonly words: ExplorerWords; readonly language: Language } {
  const { words } = useLanguage();
  const language = words.apiLanguage === 'ID' ? 'id' : 'en';
  return { words: language === 'id' ? indonesian : english, language };
}
