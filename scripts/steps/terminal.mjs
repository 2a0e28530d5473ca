const isTerminal = process.stdout.isTTY === true;
const startedAtMs = Date.now();

/** One line for people. */
export const say = (line) => process.stdout.write(`${line}\n`);

/** `4.2 s` since the given moment, or since this program began. */
export const elapsed = (sinceMs = startedAtMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Ends the program with one line that says what to do. */
export function giveUp(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Shows that work is going on: a line that counts seconds on a terminal, a line every ten seconds elsewhere. */
export async function showing(title, work) {
  const startMs = Date.now();
  const line = () => `${title}: ${elapsed(startMs)}`;
  const tick = isTerminal ? () => process.stdout.write(`\r\x1b[2K${line()}`) : () => say(line());
  if (isTerminal) tick();
  else say(`${title} ...`);
  const timer = setInterval(tick, isTerminal ? 200 : 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stdout.write(isTerminal ? `\r\x1b[2K${line()}\n` : `${line()}\n`);
  }
}
