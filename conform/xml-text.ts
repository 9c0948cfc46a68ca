const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute of XML; what XML cannot hold is left out. */
export function xmlText(text: string): string {
  const allowed = Buffer.from(text)
    .toString()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return allowed.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
