import { ask, messagesOf, sample } from './ask-text.js';
import { offerSignIn } from './sign-in-switch.js';

const samples = {
  'district-briefing': 'Ten districts: signals and index',
  'village-briefing': 'All 65 villages',
  'stability-ranking': 'Districts by rank',
  'area-file': 'One area, agency by agency',
  'permit-file': 'Permits that end next month (officers)',
};

const form = document.querySelector('#ask');
const select = document.querySelector('#sample');
const operation = document.querySelector('#operation');
const variables = document.querySelector('#variables');
const status = document.querySelector('#status');
const answerPlace = document.querySelector('#answer');
let asked = 0;

for (const [name, title] of Object.entries(samples)) select.append(new Option(title, name));
select.addEventListener('change', load);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void run();
});
await offerSignIn({ onChange: forget, withPurpose: true });
await load();

async function load() {
  operation.value = await sample(select.value).catch(() => '{ area(code: "31.75") { name } }');
}

/** What was told to one asker does not stay for the next. */
function forget() {
  asked++;
  show('Who asks, or why, has changed. Ask again.');
}

async function run() {
  const turn = ++asked;
  let values;
  try {
    values = variables.value.trim() === '' ? undefined : JSON.parse(variables.value);
  } catch {
    return show('The variables are not JSON. Write an object such as { "code": "31.75.03" }.');
  }
  status.textContent = 'Asking…';
  const told = await ask(operation.value, values).catch(() => null);
  if (turn !== asked) return; // Asked again meanwhile, or by somebody else.
  if (told === null) show('The gateway does not answer. Start it with npm start and ask again.');
  else show(`Answered in ${told.milliseconds} ms${withErrors(told.answer.errors)}`, told.answer);
}

/** On a narrow page the line is below what was asked. */
function show(line, answer) {
  status.textContent = line;
  answerPlace.textContent = answer === undefined ? '' : JSON.stringify(answer, null, 2);
  status.scrollIntoView({ block: 'nearest' });
}

function withErrors(errors = []) {
  if (errors.length === 0) return '.';
  return `, with ${errors.length} error${errors.length > 1 ? 's' : ''}: ${messagesOf(errors)}`;
}
