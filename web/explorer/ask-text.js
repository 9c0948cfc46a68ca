import { askerHeaders, chosenPersona, signIn } from '../sign-in/asker';

/** Asks the gateway. Resolves with the answer and the milliseconds it took; throws only when nobody answers. */
export async function ask(query, variables) {
  const started = performance.now();
  let response = await post({ query, variables });
  // A token has an end, and a gateway that was started anew has another key.
  if (response.status === 401) {
    await signIn(chosenPersona() ?? '');
    response = await post({ query, variables });
  }
  const answer = await response.json();
  return { answer, milliseconds: Math.round(performance.now() - started) };
}

/** What the errors of an answer say, each once; '' when there are none. */
export function messagesOf(errors = []) {
  return [...new Set(errors.map(({ message }) => message))].join(' ');
}

function post(body) {
  return fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...askerHeaders() },
    credentials: 'omit',
    body: JSON.stringify(body),
  });
}

/** The text of a sample operation. */
export async function sample(name) {
  const response = await fetch(`/operations/${name}.graphql`);
  if (!response.ok) throw new Error(`sample ${name} is not there`);
  return response.text();
}
