import { decode } from '../values/codec';
import type { Doc } from '../values/document';

export const maxMessageBytes = 48_000_000;

/** One request of a client. */
export interface Request {
  readonly id: number;
  readonly command: Doc;
  /** The client wants no answer (moreToCome). */
  readonly isSilent: boolean;
  /** Asked in the form of old, as the first hello of every driver is. */
  readonly isLegacy: boolean;
}

/** Bytes no client of MongoDB would send. The connection is closed, the store goes on. */
export class MalformedMessage extends Error {}

const opcodes = { reply: 1, query: 2004, message: 2013 } as const;
const flags = { checksum: 1, moreToCome: 2, known: 0x1_0003 } as const;
const headerBytes = 16;

/** The length of the message that begins here, once its first four bytes are there. */
export function messageLength(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < headerBytes + 5 || length > maxMessageBytes) throw new MalformedMessage(`A message of ${length} bytes.`);
  return length;
}

export function readRequest(message: Buffer): Request {
  const opcode = message.readInt32LE(12);
  if (opcode === opcodes.message) return readMessage(message);
  if (opcode === opcodes.query) return readQuery(message);
  throw new MalformedMessage(`Opcode ${opcode}.`);
}

function readMessage(message: Buffer): Request {
  const bits = message.readUInt32LE(headerBytes);
  if ((bits & ~flags.known & 0xffff) !== 0) throw new MalformedMessage(`Flags ${bits}.`);
  const end = message.length - ((bits & flags.checksum) === 0 ? 0 : 4);
  let command: Doc | undefined;
  const sequences: [string, readonly Doc[]][] = [];
  for (let at = headerBytes + 4; at < end;) {
    const [kind, start] = [message[at], at + 1];
    const section = slice(message, start, end);
    if (kind === 0 && !command) command = decode(section);
    else if (kind === 1) sequences.push(readSequence(section));
    else throw new MalformedMessage(`Section of kind ${kind ?? 'none'}.`);
    at = start + section.length;
  }
  if (!command) throw new MalformedMessage('No command.');
  const whole = sequences.length === 0 ? command : { ...command, ...Object.fromEntries(sequences) };
  return { id: message.readInt32LE(4), command: whole, isSilent: (bits & flags.moreToCome) !== 0, isLegacy: false };
}

/** What begins with its own length: a document, or a sequence of them. */
function slice(bytes: Buffer, start: number, end: number): Buffer {
  const length = start + 4 <= end ? bytes.readInt32LE(start) : 0;
  if (length < 5 || start + length > end) throw new MalformedMessage(`A section of ${length} bytes.`);
  return bytes.subarray(start, start + length);
}

function readSequence(section: Buffer): [string, readonly Doc[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd === -1) throw new MalformedMessage('A sequence without a name.');
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const bytes = slice(section, at, section.length);
    documents.push(decode(bytes));
    at += bytes.length;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
}

function readQuery(message: Buffer): Request {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  const namespace = message.toString('utf8', headerBytes + 4, nameEnd);
  if (nameEnd === -1 || !namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is for hello only.');
  const command = decode(slice(message, nameEnd + 9, message.length));
  const [name = ''] = Object.keys(command);
  if (!['hello', 'ismaster', 'isMaster'].includes(name)) throw new MalformedMessage(`OP_QUERY with ${name}.`);
  const database = namespace.slice(0, -'.$cmd'.length);
  return { id: message.readInt32LE(4), command: { ...command, $db: database }, isSilent: false, isLegacy: true };
}

let nextReply = 1;

/** The answer to a request, in the form it was asked in. */
export function writeReply({ id, isLegacy }: Request, document: Uint8Array): Buffer[] {
  const head = Buffer.alloc(headerBytes + (isLegacy ? 20 : 5));
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE((nextReply = (nextReply + 1) & 0x7fff_ffff), 4);
  head.writeInt32LE(id, 8);
  head.writeInt32LE(isLegacy ? opcodes.reply : opcodes.message, 12);
  if (isLegacy) {
    head.writeInt32LE(8, headerBytes); // AwaitCapable
    head.writeInt32LE(1, headerBytes + 16); // one document
  }
  return [head, Buffer.from(document.buffer, document.byteOffset, document.byteLength)];
}
