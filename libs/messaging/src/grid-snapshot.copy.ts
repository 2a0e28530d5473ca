/** In-process copy of one Redis hash of JSON values; a text is parsed only when it changed. */
export class GridSnapshotCopy<Value> {
  private readonly texts = new Map<string, string>();
  private readonly values = new Map<string, Value>();

  get(id: string): Value | undefined {
    return this.values.get(id);
  }

  ids(): string[] {
    return [...this.values.keys()];
  }

  /** Takes over a text; true when it says something new. A text that is no JSON leaves the last good value. */
  put(id: string, text: string): boolean {
    if (this.texts.get(id) === text) return false;
    try {
      this.values.set(id, JSON.parse(text) as Value);
    } catch {
      return false;
    }
    this.texts.set(id, text);
    return true;
  }

  /** What the copy has and `present` lacks, as field and text in turn. */
  missingFrom(present: ReadonlySet<string>): string[][] {
    return [...this.texts].filter(([id]) => !present.has(id));
  }
}
