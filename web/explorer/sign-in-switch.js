import { askerHeaders, choosePurpose, chosenPersona, chosenPurpose, demonstration, signIn } from '../sign-in/asker';

const firstPersona = 'dashboard';

/**
 * Says on the page that it is a demonstration, and lets the reader choose who asks; with `withPurpose` officers say why
 * as well. Does nothing where people sign in otherwise. Resolves when it is known who asks.
 */
export async function offerSignIn({ onChange, withPurpose = false }) {
  const offered = await demonstration();
  if (offered === null) {
    // Of an earlier demonstration at the same address.
    if (askerHeaders().authorization !== undefined) await signIn('');
    choosePurpose('');
    return;
  }
  if (chosenPersona() === null) await signIn(firstPersona);
  document.body.prepend(banner());
  const purpose = withPurpose ? purposeField(offered.purposes, onChange) : null;
  const persona = personaField(offered.personas, async (name) => {
    const went = await signIn(name);
    if (persona.select.value !== name) return; // Somebody else was chosen meanwhile.
    if (!went) persona.select.value = '';
    tellOfficer(purpose, offered.personas);
    await onChange();
  });
  const form = document.createElement('form');
  form.className = 'asker';
  form.setAttribute('aria-label', 'Who asks');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.append(persona.label, ...(purpose === null ? [] : [purpose.label]));
  tellOfficer(purpose, offered.personas);
  document.querySelector('header').after(form);
}

/** A purpose is asked of officers: nobody else sees records of persons. */
function tellOfficer(purpose, personas) {
  const isOfficer = personas.some(({ name, agency }) => name === chosenPersona() && agency !== null);
  if (purpose !== null) purpose.label.hidden = !isOfficer;
  if (isOfficer) return;
  choosePurpose('');
  if (purpose !== null) purpose.select.value = '';
}

function banner() {
  const place = document.createElement('aside');
  place.className = 'banner';
  place.setAttribute('aria-label', 'Demonstration');
  place.textContent = 'Demonstration: synthetic data. Anybody on this machine may sign in as anybody below.';
  return place;
}

function personaField(personas, onChange) {
  const options = [new Option('Not signed in', ''), ...personas.map(({ name, title }) => new Option(title, name))];
  return field('Signed in as', options, chosenPersona() ?? '', onChange);
}

function purposeField(purposes, onChange) {
  const options = [new Option('No purpose told', ''), ...purposes.map((purpose) => new Option(purpose, purpose))];
  return field('Purpose', options, chosenPurpose(), (purpose) => {
    choosePurpose(purpose);
    return onChange();
  });
}

function field(text, options, value, onChange) {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(...options);
  select.value = value;
  select.addEventListener('change', () => void onChange(select.value));
  label.append(text, select);
  return { label, select };
}
