import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { z } from 'zod';

/** A new key for the issuer of a demonstration, as DEMONSTRATION_KEY takes it: PKCS #8 in base64. */
export function randomDemonstrationKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

// What is refused is never repeated: it may be a key.
export function demonstrationKey() {
  return z
    .string()
    .optional()
    .transform((text, context): KeyObject | undefined => {
      if (text === undefined) return undefined;
      const key = privateKeyIn(text);
      if (key?.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
      context.addIssue('it must be a P-256 private key, PKCS #8 in base64; leave it to simpul start to make one');
      return z.NEVER;
    });
}

function privateKeyIn(text: string): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}
