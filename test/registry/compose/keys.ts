import { createSecretKey } from 'node:crypto';

/** A key to sign with, of no other use. */
export const aKey = { id: 'test', secret: createSecretKey(Buffer.alloc(32, 7)) };
