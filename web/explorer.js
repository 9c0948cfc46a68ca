import { ask, sample } from './gateway-api.js';
import { offerSignIn } from './sign-in-switch.js';

const samples = {
  'district-briefing': 'Ten districts: signals and index',
  'village-briefing': 'All 65 villages',
  'stability-ranking': 'Districts by rank',
  'area-file': 'One area, agency by agency',
  'permit-file': 'Permits that end this month (officers)',
};

const form = document.querySelector('#ask');
const select = document.querySelector('#sample');
const operation = document.querySelector('#operation');
const variables = document.querySelector('#variables');
const status = document.querySelector('#status');
const answerPlace = document.querySelector('#answer');

for (const [name, title] of Object.entries(samples)) select.append(new Option(title, name));
select.addEventListener('change', load);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
});
await load();
await offerSignIn({ onChange: () => undefined, withPurpose: true });

async function load() {
  operation.value = await sample(select.value).catch(() => '{ area(code: "31.75") { name } }');
}

async function run() {
  let values;
  try {
    values = variables.value.trim() === '' ? undefined : JSON.parse(variables.value);
  } catch {
    status.textContent = 'The variables are not JSON. Write an object such as { "code": "31.75.03" }.';
    return;
  }
  status.textContent = 'Asking…';
  try {
    const { answer, milliseconds } = await ask(operation.value, values);
    const problems = answer.errors?.length ?? 0;
    status.textContent = `Answered in ${milliseconds} ms${problems > 0 ? `, with ${problems} error${problems > 1 ? 's' : ''}` : ''}.`;
    answerPlace.textContent = JSON.stringify(answer, null, 2);
  } catch {
    status.textContent = 'The gateway does not answer. Start it with npm start and ask again.';
  }
}
