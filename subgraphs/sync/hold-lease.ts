import { ToldError } from '../../common/told-error';
import type { DataSources } from '../shared/data-sources';
import type { Source } from './source-settings';

const leaseMs = 60_000;
const renewMs = 15_000;

export interface Lease {
  /** Aborted when the lease is lost, or when the given signal is. */
  readonly signal: AbortSignal;
  /** Whether the process that held it last ended before it was done. */
  readonly left: boolean;
  release(): Promise<void>;
}

/**
 * Takes the lease of a source and renews it, so that nobody else loads it meanwhile; null where somebody does. A process
 * that dies leaves a lease that runs out within a minute.
 */
export async function holdLease(
  sources: DataSources,
  { name, kind }: Pick<Source, 'name' | 'kind'>,
  holder: string,
  signal: AbortSignal,
): Promise<Lease | null> {
  const taken = await sources.lease(name, kind, holder, leaseMs);
  if (taken === null) return null;
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const held = await sources.lease(name, kind, holder, leaseMs).catch(() => 'FREE' as const);
    if (held === null) lost.abort(new ToldError('another process has taken the source over; this load was ended'));
  };
  const timer = setInterval(() => void renew(), renewMs);
  return {
    signal: AbortSignal.any([signal, lost.signal]),
    left: taken === 'LEFT',
    release: async () => {
      clearInterval(timer);
      await sources.release(name, kind, holder).catch(() => undefined);
    },
  };
}
