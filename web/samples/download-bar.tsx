import { useState } from 'react';

import { messagesOf } from '../explorer/answer';
import { useExplorerWords } from '../explorer/words/use-words';

export const downloadFormats = ['csv', 'ndjson', 'xlsx'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];

interface Props {
  /** Asks for the answer as a table. */
  ask(format: DownloadFormat): Promise<Response>;
}

/** Saves the answer as a file, asked again as a table by who is signed in. */
export function DownloadBar({ ask }: Props) {
  const { words } = useExplorerWords();
  const [failure, setFailure] = useState('');
  const download = async (format: DownloadFormat): Promise<void> => {
    setFailure('');
    const response = await ask(format).catch(() => null);
    if (response === null) setFailure(words.unreachable);
    else if (response.headers.get('content-disposition') !== null) {
      save(await response.blob(), nameIn(response, format));
    } else setFailure(messagesOf(await response.json().catch(() => null)));
  };
  return (
    <div className="download">
      <span className="fine">{words.download}</span>
      {downloadFormats.map((format) => (
        <button
          key={format}
          type="button"
          className="quiet"
          aria-label={words.downloadAs(format.toUpperCase())}
          onClick={() => void download(format)}
        >
          {format.toUpperCase()}
        </button>
      ))}
      {failure !== '' && <p role="alert">{failure}</p>}
    </div>
  );
}

function nameIn({ headers }: Response, format: DownloadFormat): string {
  return /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? `answer.${format}`;
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
