/** The door for those who look into the log from outside of the gateway. */
export { asciiJson, type Entry } from './entry';
export type { Finding } from './finding';
export { MongoCopy } from './mongo-copy';
export { type AuditReport, verifyAudit } from './verify-audit';
export { type WhoSaw, whoSaw } from './who-saw';
