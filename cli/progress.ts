import cliProgress from 'cli-progress';

export interface Progress {
  update(done: number, total: number): void;
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
      if (!started) bar.start(total, done);
      started = true;
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}
