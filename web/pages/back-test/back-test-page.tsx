import { useLanguage } from '../../language/language';
import { PageHead } from '../../parts/page-head';

/** How well the index foretold incidents: run from the command line, since the graph publishes no result. */
export function BackTestPage() {
  const { words } = useLanguage();
  const { backTest } = words;
  return (
    <>
      <PageHead title={backTest.title}>{backTest.definition}</PageHead>
      <section className="figure prose">
        <p>{backTest.none}</p>
        <h2>{backTest.how}</h2>
        <pre tabIndex={0}>simpul risk backtest FILE --from 2023-11 --to 2024-10</pre>
      </section>
    </>
  );
}
