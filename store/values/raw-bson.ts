/** A field of a document that is put together from parts already encoded. */
export interface RawField {
  readonly type: 'document' | 'array';
  readonly name: string;
  readonly bytes: Uint8Array;
}

const typeBytes = { document: 3, array: 4 } as const;

/** A BSON document of the fields of `encoded` and then the raw ones, without decoding any. */
export function rawDocument(encoded: Uint8Array, fields: readonly RawField[]): Buffer {
  return enclosed([
    encoded.subarray(4, -1),
    ...fields.flatMap(({ type, name, bytes }) => element(typeBytes[type], name, bytes)),
  ]);
}

export function rawArray(documents: readonly Uint8Array[]): Buffer {
  const names = documents.map((_, at) => String(at));
  const length = documents.reduce((sum, bytes, at) => sum + 2 + (names[at]?.length ?? 0) + bytes.length, 5);
  const array = Buffer.allocUnsafe(length);
  let end = array.writeInt32LE(length, 0);
  documents.forEach((bytes, at) => {
    end = array.writeUInt8(typeBytes.document, end);
    end += array.write(`${names[at] ?? ''}\0`, end, 'latin1');
    array.set(bytes, end);
    end += bytes.length;
  });
  array.writeUInt8(0, end);
  return array;
}

function element(type: number, name: string, bytes: Uint8Array): Uint8Array[] {
  return [Buffer.from(`${String.fromCharCode(type)}${name}\0`), bytes];
}

function enclosed(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.alloc(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.alloc(1)], length);
}
