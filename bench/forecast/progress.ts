import { Presets, SingleBar } from 'cli-progress';

interface Progress {
  show(jobsDone: number, note: string): void;
  end(): void;
}

/** A bar where somebody watches; nothing elsewhere. */
export function jobProgress(jobCount: number, output: NodeJS.WriteStream): Progress {
  if (!output.isTTY) return { show: () => undefined, end: () => undefined };
  const format = '{bar} {percentage}% of {total} runs, {eta_formatted} left, {note}';
  const bar = new SingleBar({ format, stream: output, hideCursor: true }, Presets.shades_classic);
  bar.start(jobCount, 0, { note: 'starting' });
  return {
    show: (jobsDone, note) => {
      bar.update(jobsDone, { note });
    },
    end: () => {
      bar.stop();
    },
  };
}
