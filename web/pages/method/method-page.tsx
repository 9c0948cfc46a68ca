import { levelClasses } from '../../areas/level-class';
import { useLanguage } from '../../language/language';
import { LevelBadge } from '../../parts/level-badge';
import { PageHead } from '../../parts/page-head';
import { type Goalpost, goalposts } from './goalposts';

/** What the index is, and what never goes in. */
export function MethodPage() {
  const { words } = useLanguage();
  const { method } = words;
  return (
    <>
      <PageHead title={method.title}>{method.lead}</PageHead>
      <div className="area-page">
        <section className="figure half prose">
          <h2>{method.stepsTitle}</h2>
          <ol>
            {method.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <section className="figure half prose">
          <h2>{method.neverTitle}</h2>
          <p>{method.never}</p>
          <h2>{method.levelsTitle}</h2>
          <p>{method.levels}</p>
          <ul className="legend">
            {levelClasses.map((level) => (
              <li key={level}>
                <LevelBadge level={level} /> <small>{words.levels[level].means}</small>
              </li>
            ))}
          </ul>
          <h2>{method.limitsTitle}</h2>
          <ul>
            {method.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </section>
        <section className="figure">
          <h2>{method.indicatorsTitle}</h2>
          <div className="scroll" role="region" aria-label={method.indicatorsTitle} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.area.indicator}</th>
                  <th scope="col">{method.agency}</th>
                  <th scope="col">{method.goalposts}</th>
                </tr>
              </thead>
              {(['H', 'V', 'C'] as const).map((dimension) => (
                <tbody key={dimension}>
                  <tr className="group">
                    <th scope="rowgroup" colSpan={3}>
                      {words.dimensions[dimension]}
                    </th>
                  </tr>
                  {goalposts
                    .filter(({ id }) => id.startsWith(dimension))
                    .map((goalpost) => (
                      <GoalpostRow key={goalpost.id} {...goalpost} />
                    ))}
                </tbody>
              ))}
            </table>
          </div>
        </section>
      </div>
    </>
  );
}

function GoalpostRow({ id, agency, low, high, unit }: Goalpost) {
  const { words, format } = useLanguage();
  const { name, means } = words.indicators[id];
  const limits = unit === 'SHARE' ? [low, high].map(format.percent) : [low, high].map(format.count);
  return (
    <tr>
      <th scope="row">
        {name}
        <small className="means">{means}</small>
      </th>
      <td>{words.agencies[agency]}</td>
      <td>
        {limits.join(' – ')} {unit !== 'SHARE' && words.units[unit]}
      </td>
    </tr>
  );
}
