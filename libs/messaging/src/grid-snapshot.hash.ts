import type { Redis } from 'ioredis';
import type { RedisKeys } from './redis-keys';

export type SnapshotKind = 'current' | 'forecast';

/** A series id and its text. */
export type SnapshotField = [id: string, text: string];

/** The two hashes of the grid snapshot in Redis. Every method throws while Redis is away. */
export class GridSnapshotHash {
  constructor(
    private readonly commands: Redis,
    private readonly keys: RedisKeys,
  ) {}

  async ids(kind: SnapshotKind): Promise<string[]> {
    return this.commands.hkeys(this.keys.grid(kind));
  }

  async all(kind: SnapshotKind): Promise<SnapshotField[]> {
    return Object.entries(await this.commands.hgetall(this.keys.grid(kind)));
  }

  async some(kind: SnapshotKind, ids: string[]): Promise<SnapshotField[]> {
    const texts = await this.commands.hmget(this.keys.grid(kind), ...ids);
    return ids.flatMap((id, i) => (texts[i] ? [[id, texts[i]] as SnapshotField] : []));
  }

  /** Writes the fields and tells all processes of them, or does neither. */
  async write(kind: SnapshotKind, fields: SnapshotField[]): Promise<void> {
    const results = await this.commands
      .multi()
      .hset(this.keys.grid(kind), ...fields.flat())
      .publish(this.keys.gridChanges(), JSON.stringify({ kind, ids: fields.map(([id]) => id) }))
      .exec();
    const failure = results?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  }

  /** Puts back what Redis lost; what it has stays. */
  async giveBack(kind: SnapshotKind, fields: SnapshotField[]): Promise<void> {
    if (fields.length === 0) return;
    const pipeline = this.commands.pipeline();
    for (const [id, text] of fields) pipeline.hsetnx(this.keys.grid(kind), id, text);
    await pipeline.exec();
  }
}
