import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a file has been read. */
export interface ImportProgress {
  show(bytesRead: number, bytesTotal: number): void;
  end(): void;
}

const PERCENT_STEP = 20;

/** A bar where somebody watches, a line every 20 % elsewhere. */
export function importProgress(name: string, output: NodeJS.WriteStream): ImportProgress {
  return output.isTTY ? bar(name, output) : lines(name, output);
}

function bar(name: string, output: NodeJS.WriteStream): ImportProgress {
  const format = `${name} {bar} {percentage}%`;
  const single = new SingleBar({ format, stream: output, hideCursor: true }, Presets.shades_classic);
  let isStarted = false;
  return {
    show: (bytesRead, bytesTotal) => {
      if (!isStarted) single.start(bytesTotal, 0);
      isStarted = true;
      single.update(bytesRead);
    },
    end: () => {
      single.stop();
    },
  };
}

function lines(name: string, output: NodeJS.WriteStream): ImportProgress {
  let shownPercent = 0;
  return {
    show: (bytesRead, bytesTotal) => {
      const percent = Math.floor((bytesRead / bytesTotal) * 100);
      if (percent < shownPercent + PERCENT_STEP) return;
      shownPercent = percent - (percent % PERCENT_STEP);
      output.write(`${name}: ${shownPercent} % read\n`);
    },
    end: () => undefined,
  };
}
