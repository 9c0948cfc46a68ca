import type { AnchorHTMLAttributes, MouseEvent } from 'react';

import { useView } from './use-view';
import type { View } from './view';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: Partial<View> };

/** A link to another view: a plain one for the browser, followed without loading the page again. */
export function ViewLink({ to, children, ...rest }: Props) {
  const { addressOf } = useView();
  const follow = useFollow(to);
  return (
    <a href={addressOf(to)} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

/** What a link within a picture does when it is followed. */
export function useFollow(to: Partial<View>): (event: MouseEvent) => void {
  const { show } = useView();
  return (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(to);
    window.scrollTo(0, 0);
  };
}
