const mostCharacters = 500;

/** A message that may repeat what a client sent, cut where it is longer than anybody reads. */
export function shortText(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}
