import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width of an element in CSS pixels, so that what is drawn in it keeps its size of letters. */
export function useWidth<Element extends HTMLElement>(first = 600): [RefObject<Element | null>, number] {
  const element = useRef<Element>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
