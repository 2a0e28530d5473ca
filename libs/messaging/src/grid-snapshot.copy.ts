import { seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { SnapshotField } from './grid-snapshot.hash';

/** Stands in the hash for a series that is gone: were its field deleted, a copy that still has it would put it back. */
const GONE = 'null';

/** A value as field and text of the hash. */
export const fieldOf = (value: SeriesKey): SnapshotField => [seriesId(value), JSON.stringify(value)];

/** A series that is gone as field and text of the hash. */
export const goneField = (id: string): SnapshotField => [id, GONE];

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
    let value: Value | null;
    try {
      value = JSON.parse(text) as Value | null;
    } catch {
      return false;
    }
    this.texts.set(id, text);
    if (value === null) return this.values.delete(id);
    this.values.set(id, value);
    return true;
  }

  /** What the copy knows, gone series too, and `present` lacks. */
  missingFrom(present: ReadonlySet<string>): SnapshotField[] {
    return [...this.texts].filter(([id]) => !present.has(id));
  }
}
