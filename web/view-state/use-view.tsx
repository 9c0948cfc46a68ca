import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';

import { addressOf, changedView, readView, type View } from './view';

interface Shown {
  readonly view: View;
  /** Shows something else; `replace` leaves no step in the browser's history. */
  show(change: Partial<View>, options?: { readonly replace?: boolean }): void;
  addressOf(change: Partial<View>): string;
}

const context = createContext<Shown | null>(null);

export function ShowsAddress({ children }: { readonly children: ReactNode }) {
  const address = useSyncExternalStore(whenMoved, () => window.location.pathname + window.location.search);
  const view = useMemo(() => {
    const { pathname, search } = new URL(address, window.location.origin);
    return readView(pathname, search);
  }, [address]);
  const show = useCallback<Shown['show']>(
    (change, { replace = false } = {}) => {
      const next = addressOf(changedView(view, change));
      if (replace) window.history.replaceState(null, '', next);
      else window.history.pushState(null, '', next);
      window.dispatchEvent(new PopStateEvent('popstate'));
    },
    [view],
  );
  const shown = useMemo<Shown>(
    () => ({ view, show, addressOf: (change) => addressOf(changedView(view, change)) }),
    [view, show],
  );
  return <context.Provider value={shown}>{children}</context.Provider>;
}

export function useView(): Shown {
  const shown = useContext(context);
  if (shown === null) throw new Error('A view is shown within ShowsAddress only.');
  return shown;
}

function whenMoved(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}
