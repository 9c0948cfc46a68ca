import '../style/tokens.css';
import '../style/base.css';
import '../style/layout.css';
import '../style/parts.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { applyTheme, chosenTheme } from '../parts/theme';
import { SignsIn } from '../sign-in/sign-in';

/** Puts a page that asks the gateway in its place. */
export function startPage(page: ReactNode): void {
  const place = document.getElementById('app');
  if (place === null) throw new Error('The page has no place for the application.');
  applyTheme(chosenTheme());
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <SignsIn>{page}</SignsIn>
      </QueryClientProvider>
    </StrictMode>,
  );
}
