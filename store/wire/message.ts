import { CommandError } from '../command-error';
import { decode } from '../values/codec';
import type { Doc } from '../values/document';

export const maxMessageBytes = 48_000_000;

/** One request of a client, its documents not yet decoded. */
export interface Request {
  readonly id: number;
  readonly database?: string;
  readonly body: Buffer;
  readonly sequences: readonly (readonly [name: string, documents: readonly Buffer[]])[];
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
  let body: Buffer | undefined;
  const sequences: (readonly [string, readonly Buffer[]])[] = [];
  for (let at = headerBytes + 4; at < end;) {
    const [kind, start] = [message[at], at + 1];
    const section = slice(message, start, end);
    if (kind === 0 && !body) body = section;
    else if (kind === 1) sequences.push(readSequence(section));
    else throw new MalformedMessage(`Section of kind ${kind ?? 'none'}.`);
    at = start + section.length;
  }
  if (!body) throw new MalformedMessage('No command.');
  return { id: message.readInt32LE(4), body, sequences, isSilent: (bits & flags.moreToCome) !== 0, isLegacy: false };
}

/** What begins with its own length: a document, or a sequence of them. */
function slice(bytes: Buffer, start: number, end: number): Buffer {
  const length = start + 4 <= end ? bytes.readInt32LE(start) : 0;
  if (length < 5 || start + length > end) throw new MalformedMessage(`A section of ${length} bytes.`);
  return bytes.subarray(start, start + length);
}

function readSequence(section: Buffer): [string, readonly Buffer[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd === -1) throw new MalformedMessage('A sequence without a name.');
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const bytes = slice(section, at, section.length);
    documents.push(bytes);
    at += bytes.length;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
}

function readQuery(message: Buffer): Request {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  const namespace = message.toString('utf8', headerBytes + 4, nameEnd);
  if (nameEnd === -1 || !namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is for hello only.');
  const body = slice(message, nameEnd + 9, message.length);
  const database = namespace.slice(0, -'.$cmd'.length);
  return { id: message.readInt32LE(4), database, body, sequences: [], isSilent: false, isLegacy: true };
}

/** The command a request asks for, the sequences joined to it as fields. */
export function commandOf({ body, sequences, database }: Request): Doc {
  const command = decode(body);
  if (database !== undefined) {
    const [name = ''] = Object.keys(command);
    if (['hello', 'ismaster', 'isMaster'].includes(name)) return { ...command, $db: database };
    throw new CommandError(352, `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`);
  }
  if (sequences.length === 0) return command;
  return { ...command, ...Object.fromEntries(sequences.map(([name, documents]) => [name, documents.map(decode)])) };
}

let lastId = 0;

/** The answer to a request, in the form it was asked in. */
export function writeReply({ id, isLegacy }: Request, document: Uint8Array): Buffer {
  return isLegacy ? legacyReply(id, document) : writeMessage(document, id);
}

/** One document as a message of today. */
export function writeMessage(document: Uint8Array, responseTo = 0): Buffer {
  return Buffer.concat([header(opcodes.message, responseTo, 5, document.length), document]);
}

function legacyReply(responseTo: number, document: Uint8Array): Buffer {
  const head = header(opcodes.reply, responseTo, 20, document.length);
  head.writeInt32LE(8, headerBytes); // AwaitCapable
  head.writeInt32LE(1, headerBytes + 16); // one document
  return Buffer.concat([head, document]);
}

function header(opcode: number, responseTo: number, extraBytes: number, bodyBytes: number): Buffer {
  const head = Buffer.alloc(headerBytes + extraBytes);
  lastId = (lastId + 1) & 0x7fff_ffff;
  [head.length + bodyBytes, lastId, responseTo, opcode].forEach((value, at) => head.writeInt32LE(value, at * 4));
  return head;
}
