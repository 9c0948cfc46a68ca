import { createContext, type ReactNode, useContext, useMemo } from 'react';

import { english, type Words } from './english';
import { type Formats, formatsOf } from './formats';
import { indonesian } from './indonesian';

export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

const dictionaries: Readonly<Record<Language, Words>> = { en: english, id: indonesian };

/** The language that the browser asks for. */
export function preferredLanguage(): Language {
  return navigator.language.startsWith('id') ? 'id' : 'en';
}

interface Spoken {
  readonly words: Words;
  readonly format: Formats;
}

const context = createContext<Spoken>({ words: english, format: formatsOf(english) });

export function Speaks({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const spoken = useMemo(() => {
    const words = dictionaries[language];
    return { words, format: formatsOf(words) };
  }, [language]);
  return <context.Provider value={spoken}>{children}</context.Provider>;
}

/** The words of the chosen language, and how it writes numbers and months. */
export function useLanguage(): Spoken {
  return useContext(context);
}
