import type { Asker } from '../auth/viewer';

/**
 * What a client may send beside the ids of trusted documents: `off` any text, `log` any text and each that is not
 * trusted is noted, `allow-list` texts of trusted documents, `ids-only` no text.
 */
export const documentModes = ['off', 'log', 'allow-list', 'ids-only'] as const;
export type DocumentMode = (typeof documentModes)[number];

export interface DocumentModes {
  /** For clients that are not named. */
  readonly otherwise: DocumentMode;
  /** By the name of the client program; `anonymous` for who has not signed in. */
  readonly byClient: ReadonlyMap<string, DocumentMode>;
}

export function modeOf({ viewer }: Asker, { otherwise, byClient }: DocumentModes): DocumentMode {
  const client = viewer === null ? 'anonymous' : viewer.client;
  return (client === null ? undefined : byClient.get(client)) ?? otherwise;
}

export function isDocumentMode(text: string): text is DocumentMode {
  return (documentModes as readonly string[]).includes(text);
}
