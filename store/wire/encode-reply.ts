import { Long } from 'bson';

import { CursorReply } from '../commands/cursors';
import { encode } from '../values/codec';
import type { Doc } from '../values/document';
import { rawArray, rawDocument } from '../values/raw-bson';

export function encodeReply(reply: Doc | CursorReply): Uint8Array {
  if (!(reply instanceof CursorReply)) return encode(reply);
  const { batchName, documents, id, namespace } = reply;
  const cursor = rawDocument(encode({ id: Long.fromNumber(id), ns: namespace }), [
    { type: 'array', name: batchName, bytes: rawArray(documents) },
  ]);
  return rawDocument(encode({ ok: 1 }), [{ type: 'document', name: 'cursor', bytes: cursor }]);
}
