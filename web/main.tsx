import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/parts.css';
import './style/charts.css';
import './style/print.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app';
import { applyTheme, chosenTheme } from './parts/theme';
import { SignsIn } from './sign-in/sign-in';
import { ShowsAddress } from './view-state/use-view';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for the application.');
applyTheme(chosenTheme());

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ShowsAddress>
        <SignsIn>
          <App />
        </SignsIn>
      </ShowsAddress>
    </QueryClientProvider>
  </StrictMode>,
);
