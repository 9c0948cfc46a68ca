import { type ReactNode, useEffect, useState } from 'react';

import { useExplorerWords } from '../explorer/words/use-words';
import { type Language, languages, preferredLanguage, Speaks, useLanguage } from '../language/language';
import { applyTheme, chosenTheme, type Theme, themes } from '../parts/theme';
import { PurposeSwitch } from '../sign-in/purpose-switch';
import { useAsker } from '../sign-in/sign-in';
import { DemonstrationBanner, SignInSwitch } from '../sign-in/sign-in-switch';
import { TokenField } from '../sign-in/token-field';
import { type Purpose, usePurpose } from '../sign-in/use-purpose';

/** Who asks and why; what was told to one is not for another. */
export interface Viewing {
  /** Another for each who asks and each purpose; null until it is known. */
  readonly who: string | null;
  readonly isSignedIn: boolean;
  /** Whether a purpose could be told and is not. */
  readonly lacksPurpose: boolean;
  readonly theme: Theme;
}

interface Props {
  readonly children: (viewing: Viewing) => ReactNode;
}

/** What stands around a page beside the dashboard: who asks and why, language, appearance, the way to other pages. */
export function PageFrame({ children }: Props) {
  const [language, setLanguage] = useState(languageInAddress);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language): void => {
    const address = new URL(window.location.href);
    address.searchParams.set('language', chosen);
    window.history.replaceState(null, '', address);
    setLanguage(chosen);
  };
  return (
    <Speaks language={language}>
      <Framed language={language} onLanguage={choose}>
        {children}
      </Framed>
    </Speaks>
  );
}

interface FramedProps extends Props {
  readonly language: Language;
  onLanguage(language: Language): void;
}

function Framed({ language, onLanguage, children }: FramedProps) {
  const { words } = useLanguage();
  const { offered, asker } = useAsker();
  const purpose = usePurpose();
  const [theme, setTheme] = useState(chosenTheme);
  const chooseTheme = (chosen: Theme): void => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  return (
    <>
      <a className="skip" href="#content">
        {words.skipToContent}
      </a>
      <DemonstrationBanner />
      <header>
        <div className="brand">
          <a href="/" className="logo">
            Simpul
          </a>
          <span className="tagline">{words.appTagline}</span>
        </div>
        <div className="settings">
          <WhoAsks isDemonstration={offered !== null} purpose={purpose} />
          <Choice
            label={words.language}
            value={language}
            values={languages.map((each) => [each, languageNames[each]])}
            onChange={(chosen) => onLanguage(chosen as Language)}
          />
          <Choice
            label={words.theme.label}
            value={theme}
            values={themes.map((each) => [each, words.theme[each]])}
            onChange={(chosen) => chooseTheme(chosen as Theme)}
          />
        </div>
        <Navigation />
      </header>
      <main id="content" tabIndex={-1}>
        {children({
          who: asker === null ? null : `${asker} ${purpose.purpose}`,
          isSignedIn: asker !== null && asker !== '',
          lacksPurpose: purpose.purposes?.length !== 0 && purpose.purpose === '',
          theme,
        })}
      </main>
      <footer>{words.footer}</footer>
    </>
  );
}

function WhoAsks({ isDemonstration, purpose }: { readonly isDemonstration: boolean; readonly purpose: Purpose }) {
  const { words } = useExplorerWords();
  return (
    <>
      {isDemonstration ? <SignInSwitch /> : <TokenField words={words.token} />}
      <PurposeSwitch {...purpose} />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly (readonly [value: string, text: string])[];
  onChange(value: string): void;
}

function Choice({ label, value, values, onChange }: ChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {values.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Navigation() {
  const { words } = useLanguage();
  const { language } = useExplorerWords();
  const isExplorer = window.location.pathname === '/explorer';
  const { overview, area, compare, whatIf, backTest, method } = words.pages;
  const links = { '/': overview, '/area': area, '/compare': compare, '/what-if': whatIf, '/back-test': backTest };
  return (
    <nav aria-label={words.navigation}>
      {Object.entries({ ...links, '/method': method }).map(([path, text]) => (
        <a key={path} href={`${path}?language=${language}`}>
          {text}
        </a>
      ))}
      <a href={`/explorer?language=${language}`} aria-current={isExplorer ? 'page' : undefined}>
        {words.pages.explorer}
      </a>
    </nav>
  );
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia' };

function languageInAddress(): Language {
  const asked = new URLSearchParams(window.location.search).get('language');
  return languages.find((each) => each === asked) ?? preferredLanguage();
}
