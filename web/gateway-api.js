/** Asks the gateway. Resolves with the answer and the milliseconds it took; throws only when nobody answers. */
export async function ask(query, variables) {
  const started = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  return { answer, milliseconds: Math.round(performance.now() - started) };
}

/** The text of a sample operation. */
export async function sample(name) {
  const response = await fetch(`/operations/${name}.graphql`);
  if (!response.ok) throw new Error(`sample ${name} is not there`);
  return response.text();
}
