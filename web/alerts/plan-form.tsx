import { useId, useState } from 'react';

import { addDays } from '../areas/days';
import {
  type JointActivityKind,
  PlanJointActivityDocument,
  type StabilityAgency,
} from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { ChangeForm, useProblem } from './change-form';
import { ChoiceField, filledIn, InputField, TextField } from './field';
import type { FollowedUpAlert } from './follow-up';

interface Props {
  readonly alert: FollowedUpAlert;
  /** The agency of who plans. */
  readonly agency: StabilityAgency | null;
  readonly today: string;
  readonly onDone: (sentence: string) => void;
}

// A joint visit is never an answer to an alert.
const kinds: readonly JointActivityKind[] = ['MEDIATION', 'OUTREACH', 'SERVICE_DRIVE', 'COORDINATION_MEETING'];
const agencies: readonly StabilityAgency[] = ['IMMIGRATION', 'UNHCR', 'KESBANGPOL', 'TIMPORA'];
const daysAhead = 366;
const codes = String.raw`\s*\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?(\s*,\s*\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)*\s*`;

/** A joint activity that is to be held as an answer to an alert; the kind that was suggested first stands first. */
export function PlanForm({ alert, agency, today, onDone }: Props) {
  const { words } = useLanguage();
  const { followUp, area } = words;
  return (
    <ChangeForm
      document={PlanJointActivityDocument}
      submit={followUp.plan}
      variablesOf={(filled) => ({
        input: {
          alert: alert.id,
          title: filledIn(filled, 'title'),
          kind: filledIn(filled, 'kind') as JointActivityKind,
          heldOn: filledIn(filled, 'heldOn'),
          agencies: filled.getAll('agencies') as StabilityAgency[],
          areas: filledIn(filled, 'areas').split(/\s*,\s*/),
        },
      })}
      onDone={() => onDone(followUp.planned)}
    >
      <TextField name="title" label={followUp.title} />
      <ChoiceField
        name="kind"
        label={followUp.kind}
        options={kinds.map((kind) => [kind, area.activityKinds[kind]])}
        first={alert.suggestedActions[0]?.kind}
      />
      <InputField
        name="heldOn"
        label={followUp.heldOnPlan}
        type="date"
        min={today}
        max={addDays(today, daysAhead)}
        hint={followUp.heldOnHint}
      />
      <InputField
        name="areas"
        label={followUp.areas}
        hint={followUp.areasHint(alert.area.name)}
        defaultValue={alert.area.code}
        pattern={codes}
        title={followUp.problems.codes}
        autoComplete="off"
      />
      <Agencies own={agency} />
    </ChangeForm>
  );
}

function Agencies({ own }: { readonly own: StabilityAgency | null }) {
  const { words } = useLanguage();
  const [chosen, setChosen] = useState<readonly StabilityAgency[]>(own === null ? [] : [own]);
  const problem = useProblem('agencies');
  const hint = useId();
  const toggle = (agency: StabilityAgency): void =>
    setChosen(chosen.includes(agency) ? chosen.filter((each) => each !== agency) : [...chosen, agency]);
  return (
    <fieldset className="field" aria-describedby={hint}>
      <legend>{words.followUp.agencies}</legend>
      <div className="chips">
        {agencies.map((agency) => (
          <label key={agency} className="chip">
            <input
              type="checkbox"
              name="agencies"
              value={agency}
              checked={chosen.includes(agency)}
              required={chosen.length === 0}
              onChange={() => toggle(agency)}
            />
            {words.agencies[agency]}
          </label>
        ))}
      </div>
      <small id={hint} className="problem">
        {problem}
      </small>
    </fieldset>
  );
}
