import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const headBytes = 8;
const windowBytes = 4 * 1024 * 1024;

/** One unit of a file: `length | crc32 | BSON`. It is read whole or not at all. */
export function encodeFrame(payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headBytes + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt32LE(crc32(payload), 4);
  frame.set(payload, headBytes);
  return frame;
}

export interface FileEnd {
  /** Where the last whole frame ends. */
  readonly whole: number;
  /** Bytes after it that are no frame. */
  readonly torn: number;
  /** Whether a whole frame stands after bytes that are none: damage, not a write cut short. */
  readonly isDamaged: boolean;
}

/** Hands each payload of a file on, in order, and tells how the file ends. */
export function readFrames(path: string, take: (payload: Uint8Array) => void): FileEnd {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytesAt = reader(file, size);
    let at = 0;
    for (let payload = frameAt(bytesAt, at); payload; payload = frameAt(bytesAt, at)) {
      take(payload);
      at += headBytes + payload.length;
    }
    return { whole: at, torn: size - at, isDamaged: at < size && hasFrameAfter(bytesAt, at, size) };
  } finally {
    closeSync(file);
  }
}

type BytesAt = (offset: number, length: number) => Buffer | undefined;

/** Reads through a window, so that small frames do not cost a system call each. */
function reader(file: number, size: number): BytesAt {
  let window = Buffer.alloc(0);
  let start = 0;
  return (offset, length) => {
    if (length < 0 || offset + length > size) return undefined;
    if (offset < start || offset + length > start + window.length) {
      window = Buffer.allocUnsafe(Math.min(Math.max(length, windowBytes), size - offset));
      start = offset;
      for (let filled = 0, read = -1; filled < window.length && read !== 0; filled += read) {
        read = readSync(file, window, filled, window.length - filled, offset + filled);
      }
    }
    return window.subarray(offset - start, offset - start + length);
  };
}

function frameAt(bytesAt: BytesAt, at: number): Uint8Array | undefined {
  const head = bytesAt(at, headBytes);
  const length = head?.readUInt32LE(0) ?? 0;
  // BSON begins with its own length, which makes a chance match of other bytes unlikely.
  if (!head || length < 5 || bytesAt(at + headBytes, 4)?.readUInt32LE(0) !== length) return undefined;
  const payload = bytesAt(at + headBytes, length);
  return payload && crc32(payload) === head.readUInt32LE(4) ? payload : undefined;
}

function hasFrameAfter(bytesAt: BytesAt, from: number, size: number): boolean {
  for (let at = from + 1; at < size - headBytes; at++) if (frameAt(bytesAt, at)) return true;
  return false;
}
