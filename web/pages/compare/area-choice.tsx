import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { useView } from '../../view-state/use-view';

interface Props {
  readonly areas: readonly { readonly code: string; readonly name: string }[];
}

const most = 20;

/** Which areas stand beside each other; the first one chosen is what the others are compared with. */
export function AreaChoice({ areas }: Props) {
  const { words } = useLanguage();
  const { view, show } = useView();
  const { compared } = view;
  const names = new Map(areas.map(({ code, name }) => [code, name]));
  const others = compared.filter((code) => !names.has(code)).map((code) => ({ code, name: code }));
  const toggle = (code: string): void => {
    const next = compared.includes(code)
      ? compared.filter((each) => each !== code)
      : [...compared, code].slice(0, most);
    show({ compared: next }, { replace: true });
  };
  return (
    <div className="choice">
      <fieldset>
        <legend>{words.compare.choose}</legend>
        <p className="fine">{words.compare.chooseHint}</p>
        <div className="chips">
          {[...areas, ...others].map(({ code, name }) => (
            <label key={code} className="chip">
              <input type="checkbox" checked={compared.includes(code)} onChange={() => toggle(code)} />
              {name}
              {compared[0] === code && <small> ({words.compare.baseline})</small>}
            </label>
          ))}
        </div>
      </fieldset>
      <AreaCodeField onChosen={toggle} />
    </div>
  );
}
