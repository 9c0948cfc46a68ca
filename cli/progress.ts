import cliProgress from 'cli-progress';

export interface Progress {
  /** `total` is null where nobody knows it. */
  update(done: number, total: number | null): void;
  end(): void;
}

/** A progress bar on stderr where that is a terminal; nothing elsewhere. */
export function progressBar(label: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, end: () => undefined };
  const bar = new cliProgress.SingleBar(
    { format: `${label} {bar} {percentage}% | {value}/{total}`, stream: process.stderr, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    update: (done, total) => {
      const whole = Math.max(total ?? 0, done);
      if (!started) bar.start(whole, done);
      started = true;
      bar.setTotal(whole);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}
