import { maxDocumentBytes } from '../values/codec';
import { maxMessageBytes } from '../wire/message';
import type { Handler } from './context';

/** A standalone that takes writes: no replica set, no sessions, no compression. */
export const hello: Handler = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  minWireVersion: 0,
  maxWireVersion: 25,
  readOnly: false,
});

export const ping: Handler = () => ({});
export const endSessions: Handler = () => ({});

export const buildInfo: Handler = () => ({
  version: '8.0.0',
  versionArray: [8, 0, 0, 0],
  modules: ['simpul embedded store'],
  maxBsonObjectSize: maxDocumentBytes,
});
