import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly title: string;
  readonly isBusy?: boolean;
  readonly children?: ReactNode;
}

/** The title of a page, on the page and in the browser's tab, and a line beneath it. */
export function PageHead({ title, isBusy = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Simpul`;
  }, [title]);
  return (
    <div className="page-head" aria-busy={isBusy}>
      <h1>{title}</h1>
      <p className="lead">{children}</p>
    </div>
  );
}
