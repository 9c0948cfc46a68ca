import { useId } from 'react';

import { addMonths, monthsBetween } from '../areas/months';
import { useLanguage } from '../language/language';
import { useView } from '../view-state/use-view';

const monthsOffered = 13;

/** The months that signals are kept for, up to the newest; null while that is not known. */
export function MonthControl({ newest }: { readonly newest: string | null }) {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const id = useId();
  const { controls } = words;
  const last = newest ?? view.month;
  if (last === null) return null;
  const months = monthsBetween(addMonths(last, 1 - monthsOffered), last);
  const shown = view.month ?? last;
  const at = Math.max(0, months.indexOf(shown));
  const move = (to: number): void => {
    const month = months[to];
    if (month !== undefined) show({ month: month === newest ? null : month }, { replace: true });
  };
  return (
    <div className="field month">
      <label htmlFor={id}>{controls.month}</label>
      <div className="month-slider">
        <button
          type="button"
          className="step"
          aria-label={controls.earlier}
          disabled={at === 0}
          onClick={() => move(at - 1)}
        >
          ‹
        </button>
        <input
          id={id}
          type="range"
          min={0}
          max={months.length - 1}
          value={at}
          aria-valuetext={format.month(shown)}
          onChange={({ target }) => move(Number(target.value))}
        />
        <button
          type="button"
          className="step"
          aria-label={controls.later}
          disabled={at === months.length - 1}
          onClick={() => move(at + 1)}
        >
          ›
        </button>
        <output htmlFor={id}>{format.month(shown)}</output>
      </div>
    </div>
  );
}
