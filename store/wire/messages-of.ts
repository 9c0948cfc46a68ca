import { MalformedMessage, messageLength } from './message';

/** Whole messages, whatever pieces they come in; the socket is read only as they are taken. */
export async function* messagesOf(socket: AsyncIterable<unknown>): AsyncGenerator<Buffer, void> {
  let chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= 4) {
      const first = joinUpTo(chunks, 4);
      const length = messageLength(first);
      if (held < length) break;
      const bytes = joinUpTo(chunks, length);
      yield bytes.subarray(0, length);
      held -= length;
      chunks = held === 0 ? [] : [bytes.subarray(length), ...chunks.slice(1)];
    }
  }
  if (held > 0) throw new MalformedMessage('It ended in the middle of a message.');
}

/** Joins the chunks when the first alone is shorter than what is needed of it. */
function joinUpTo(chunks: Buffer[], length: number): Buffer {
  if (chunks[0] && chunks[0].length >= length) return chunks[0];
  const joined = Buffer.concat(chunks);
  chunks.splice(0, chunks.length, joined);
  return joined;
}
