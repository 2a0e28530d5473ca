import { Logger } from '@nestjs/common';
import { isSameKind } from '@ecobe/contracts';
import type {
  CurrentIntensity,
  ForecastSnapshot,
  GridSnapshotReader,
  GridSnapshotWriter,
} from '@ecobe/contracts';
import type { Redis } from 'ioredis';
import { GridSnapshotCopy, fieldOf, goneField } from './grid-snapshot.copy';
import { GridSnapshotHash } from './grid-snapshot.hash';
import type { SnapshotField, SnapshotKind } from './grid-snapshot.hash';
import type { MessagingOptions } from './messaging.options';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import type { RedisKeys } from './redis-keys';

const KINDS: readonly SnapshotKind[] = ['current', 'forecast'];

/** Told after the copy changed, with the series whose value of that kind is new. */
export type SnapshotListener = (kind: SnapshotKind, seriesIds: string[]) => void;

const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_RELOAD_MS = 30_000;

/**
 * Newest value and forecast of every series. Readers are answered from memory; Redis carries it between processes.
 * A lost notification is healed by the regular reload, and a Redis that lost its data gets it back from the copies.
 */
export class GridSnapshotStore implements GridSnapshotReader, GridSnapshotWriter {
  private readonly logger = new Logger(GridSnapshotStore.name);
  private readonly keys: RedisKeys;
  private readonly commands: Redis;
  private readonly subscriber: Redis;
  private readonly hash: GridSnapshotHash;
  private readonly copies = {
    current: new GridSnapshotCopy<CurrentIntensity>(),
    forecast: new GridSnapshotCopy<ForecastSnapshot>(),
  };
  private readonly listeners = new Set<SnapshotListener>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    options: MessagingOptions,
    private readonly reloadMs = DEFAULT_RELOAD_MS,
  ) {
    this.keys = options.keys;
    this.commands = openRedis(options.url, 'ecobe-grid');
    this.hash = new GridSnapshotHash(this.commands, this.keys);
    this.subscriber = openRedis(options.url, 'ecobe-grid-changes');
  }

  /** Loads the copy and follows changes. @throws Error when Redis stays away. */
  async start(): Promise<void> {
    await untilReady(this.commands, CONNECT_TIMEOUT_MS);
    await untilReady(this.subscriber, CONNECT_TIMEOUT_MS);
    this.subscriber.on('message', (_channel: string, text: string) => void this.follow(text));
    this.subscriber.on('ready', () => void this.subscribe());
    await this.subscribe();
    this.timer = setInterval(() => void this.reload(), this.reloadMs).unref();
  }

  current(id: string): CurrentIntensity | undefined {
    return this.copies.current.get(id);
  }

  forecast(id: string): ForecastSnapshot | undefined {
    const [current, forecast] = [this.copies.current.get(id), this.copies.forecast.get(id)];
    if (current === undefined || forecast === undefined) return undefined;
    return isSameKind(current, forecast) ? forecast : undefined;
  }

  /** Ids of all series that have a value or a forecast. */
  seriesIds(): string[] {
    return [...new Set([...this.copies.current.ids(), ...this.copies.forecast.ids()])];
  }

  async putCurrent(values: CurrentIntensity[]): Promise<void> {
    await this.put('current', values.map(fieldOf));
  }

  async replaceCurrent(values: CurrentIntensity[]): Promise<void> {
    const fields = values.map(fieldOf);
    const kept = new Set(fields.map(([id]) => id));
    const known = new Set([...(await this.hash.ids('current')), ...this.copies.current.ids()]);
    const gone = [...known].filter((id) => !kept.has(id));
    await this.put('current', [...fields, ...gone.map(goneField)]);
  }

  async putForecasts(forecasts: ForecastSnapshot[]): Promise<void> {
    await this.put('forecast', forecasts.map(fieldOf));
  }

  /** Calls the listener after every change of the copy; the returned function ends that. */
  onChange(listener: SnapshotListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([closeRedis(this.commands), closeRedis(this.subscriber)]);
  }

  /** Redis first: the copies of all processes hold the same values, or none holds them. */
  private async put(kind: SnapshotKind, fields: SnapshotField[]): Promise<void> {
    if (fields.length === 0) return;
    await this.hash.write(kind, fields);
    this.apply(kind, fields);
  }

  private apply(kind: SnapshotKind, fields: SnapshotField[]): void {
    const changed = fields.filter(([id, text]) => this.copies[kind].put(id, text)).map(([id]) => id);
    if (changed.length > 0) for (const listener of this.listeners) listener(kind, changed);
  }

  private async subscribe(): Promise<void> {
    try {
      await this.subscriber.subscribe(this.keys.gridChanges());
      await this.reload();
    } catch (error) {
      this.logger.warn(`grid changes are not followed: ${String(error)}`);
    }
  }

  private async follow(text: string): Promise<void> {
    try {
      const { kind, ids } = JSON.parse(text) as { kind: SnapshotKind; ids: string[] };
      this.apply(kind, await this.hash.some(kind, ids));
    } catch (error) {
      this.logger.warn(`a grid change could not be followed: ${String(error)}`);
    }
  }

  private async reload(): Promise<void> {
    if (this.commands.status !== 'ready') return;
    try {
      for (const kind of KINDS) await this.reloadKind(kind);
    } catch (error) {
      this.logger.warn(`the grid snapshot could not be reloaded: ${String(error)}`);
    }
  }

  private async reloadKind(kind: SnapshotKind): Promise<void> {
    const stored = await this.hash.all(kind);
    this.apply(kind, stored);
    await this.hash.giveBack(kind, this.copies[kind].missingFrom(new Set(stored.map(([id]) => id))));
  }
}
