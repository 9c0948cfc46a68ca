import type { Asker, Viewer } from '../../gateway/auth/viewer';

/** Somebody who has signed in, with what the test says. */
export function askerOf(viewer: Partial<Viewer> = {}): Asker {
  const someone = {
    id: 'test:analyst',
    role: 'analyst',
    agency: null,
    scopes: [],
    areas: [],
    client: 'map',
    expiresAt: 4_000_000_000,
  };
  return { viewer: { ...someone, ...viewer }, purpose: null };
}
