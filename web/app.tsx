import { lazy, Suspense, useEffect, useRef, useState } from 'react';

import { type Language, languages, preferredLanguage, Speaks, useLanguage } from './language/language';
import { OverviewPage } from './pages/overview/overview-page';
import { Loading } from './parts/notices';
import { applyTheme, chosenTheme, type Theme, themes } from './parts/theme';
import { DemonstrationBanner, SignInSwitch } from './sign-in/sign-in-switch';
import { useView } from './view-state/use-view';
import type { Page } from './view-state/view';
import { ViewLink } from './view-state/view-link';

const pages: Readonly<Record<Page, React.ComponentType>> = {
  overview: OverviewPage,
  area: lazy(async () => ({ default: (await import('./pages/area/area-page')).AreaPage })),
  compare: lazy(async () => ({ default: (await import('./pages/compare/compare-page')).ComparePage })),
  'what-if': lazy(async () => ({ default: (await import('./pages/what-if/what-if-page')).WhatIfPage })),
  'back-test': lazy(async () => ({ default: (await import('./pages/back-test/back-test-page')).BackTestPage })),
  method: lazy(async () => ({ default: (await import('./pages/method/method-page')).MethodPage })),
};

export function App() {
  const { view } = useView();
  const language = view.language ?? preferredLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <Speaks language={language}>
      <Frame language={language} />
    </Speaks>
  );
}

function Frame({ language }: { readonly language: Language }) {
  const { words } = useLanguage();
  const { view } = useView();
  const Shown = pages[view.page];
  const main = useFocusOnMove(view.page);
  return (
    <>
      <a className="skip" href="#content">
        {words.skipToContent}
      </a>
      <DemonstrationBanner />
      <Header language={language} />
      <main id="content" ref={main} tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Shown />
        </Suspense>
      </main>
      <footer>{words.footer}</footer>
    </>
  );
}

function Header({ language }: { readonly language: Language }) {
  const { words } = useLanguage();
  const { view, show } = useView();
  const [theme, setTheme] = useState(chosenTheme);
  const chooseTheme = (chosen: Theme): void => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  return (
    <header>
      <div className="brand">
        <ViewLink to={{ page: 'overview' }} className="logo">
          Simpul
        </ViewLink>
        <span className="tagline">{words.appTagline}</span>
      </div>
      <div className="settings">
        <SignInSwitch />
        <label className="field">
          <span>{words.language}</span>
          <select
            value={language}
            onChange={({ target }) => show({ language: target.value as Language }, { replace: true })}
          >
            {languages.map((each) => (
              <option key={each} value={each}>
                {languageNames[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{words.theme.label}</span>
          <select value={theme} onChange={({ target }) => chooseTheme(target.value as Theme)}>
            {themes.map((each) => (
              <option key={each} value={each}>
                {words.theme[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <nav aria-label={words.navigation}>
        {navigation.map(([page, word]) => (
          <ViewLink key={page} to={{ page }} aria-current={view.page === page ? 'page' : undefined}>
            {words.pages[word]}
          </ViewLink>
        ))}
        <a href="/explorer">{words.pages.explorer}</a>
      </nav>
    </header>
  );
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia' };

const navigation = [
  ['overview', 'overview'],
  ['area', 'area'],
  ['compare', 'compare'],
  ['what-if', 'whatIf'],
  ['back-test', 'backTest'],
  ['method', 'method'],
] as const;

/** Who moves to another page by keyboard is taken to its content. */
function useFocusOnMove(page: Page) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(page);
  useEffect(() => {
    if (before.current !== page) main.current?.focus({ preventScroll: true });
    before.current = page;
  }, [page]);
  return main;
}
