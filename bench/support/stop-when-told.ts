/** What has been started, or is about to be. */
type Starting = Promise<{ stop(): Promise<void> }>;

/** Takes down what a command started also when that is told to end before its time (Ctrl-C, SIGTERM); it ends with 1 then. */
export function stopWhenTold(starting: Starting): void {
  const end = () => {
    void starting.then((started) => started.stop()).finally(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
}
