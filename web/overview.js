import { ask, messagesOf, sample } from './gateway-api.js';
import { offerSignIn } from './sign-in-switch.js';

const status = document.querySelector('#status');
const table = document.querySelector('#districts');

const question = sample('district-briefing').catch(() => null);
let turns = 0;

await offerSignIn({ onChange: askAndShow });
document.querySelector('#question').textContent = (await question) ?? '';
await askAndShow();

async function askAndShow() {
  const turn = ++turns;
  status.textContent = 'Asking the agencies…';
  const text = await question;
  const asked = text === null ? null : await ask(text).catch(() => null);
  if (turn !== turns) return; // Somebody else asks meanwhile.
  if (asked !== null) return show(asked.answer, asked.milliseconds);
  table.hidden = true;
  status.textContent = 'The gateway does not answer. Start it with npm start and load the page again.';
}

function show({ data, errors }, milliseconds) {
  const areas = data?.areas?.nodes ?? [];
  table.hidden = areas.length === 0;
  if (areas.length === 0) {
    status.textContent = `No answer: ${messagesOf(errors) || 'the agencies sent nothing.'}`;
    return;
  }
  const sorted = [...areas].sort((a, b) => (b.stability?.index ?? -1) - (a.stability?.index ?? -1));
  table.tBodies[0].replaceChildren(...sorted.map(row));
  const { month, provisional } = sorted[0].stability ?? {};
  const when = month === undefined ? '' : `${inWords(month)}${provisional ? ' (provisional)' : ''}: `;
  const partial = errors?.length ? ` Some figures are missing. ${messagesOf(errors)}` : '';
  status.textContent = `${when}${areas.length} districts, answered in ${milliseconds} ms.${partial}`;
}

function row(area) {
  const { stability } = area;
  const permits = area.permitSignals?.[0]?.applicationsPastStandard;
  const security = area.securitySignals?.[0];
  const line = document.createElement('tr');
  line.append(
    headed(area.name, area.code),
    cell(decimal(stability?.index), 'number strong'),
    stability ? level(stability.level) : cell('n/a', ''),
    ...['H', 'V', 'C'].map((id) => cell(decimal(dimension(stability, id)), 'number')),
    cell(permits ? `${told(permits.numerator)} of ${told(permits.denominator)}` : 'n/a', 'number'),
    cell(security ? String(security.incidents.events) : 'n/a', 'number'),
    cell(security ? String(security.incidentsAroundShelters.events) : 'n/a', 'number'),
    cell(area.population?.toLocaleString('en') ?? 'n/a', 'number'),
  );
  return line;
}

function headed(name, code) {
  const head = document.createElement('th');
  head.scope = 'row';
  const small = document.createElement('small');
  small.textContent = code;
  head.append(name, ' ', small);
  return head;
}

function level(name) {
  const data = cell('', '');
  const badge = document.createElement('span');
  badge.className = `level ${(name ?? 'none').toLowerCase()}`;
  badge.textContent = name === null ? 'Insufficient data' : name.charAt(0) + name.slice(1).toLowerCase();
  data.append(badge);
  return data;
}

/** A count of persons' records; a small one is hidden by the agency. */
function told({ value, status }) {
  return value?.toLocaleString('en') ?? (status === 'SUPPRESSED_SMALL' ? 'few' : 'hidden');
}

function cell(text, className) {
  const data = document.createElement('td');
  data.textContent = text;
  data.className = className;
  return data;
}

function dimension(stability, id) {
  return stability?.dimensions.find((each) => each.id === id)?.value;
}

/** `2024-10` as `October 2024`. */
function inWords(month) {
  return new Date(`${month}-01`).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function decimal(value) {
  return value === undefined || value === null ? 'n/a' : (Math.round(value * 10) / 10).toFixed(1);
}
