/** What an import did, and a warning when nobody could be told of it. */
export interface ToldImport<Summary> {
  readonly summary: Summary;
  readonly warning: string | null;
}

/**
 * Imports, then tells a running suite. What is stored stays stored when the telling fails, so that is a warning only.
 *
 * @throws Error of the import.
 */
export async function importThenTell<Summary>(
  importFile: () => Promise<Summary>,
  tell: () => Promise<void>,
): Promise<ToldImport<Summary>> {
  const summary = await importFile();
  const warning = await tell().then(
    () => null,
    (error: unknown) =>
      `Warning: a running suite could not be told (${error instanceof Error ? error.message : String(error)}); ` +
      'the rows are stored, and it takes them in when it starts again.',
  );
  return { summary, warning };
}
