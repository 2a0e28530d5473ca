import { Logger } from '@nestjs/common';
import { seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type {
  CurrentIntensity,
  ForecastSnapshot,
  GridSnapshotReader,
  GridSnapshotWriter,
} from '@ecobe/contracts';
import type { Redis } from 'ioredis';
import { GridSnapshotCopy } from './grid-snapshot.copy';
import type { MessagingOptions } from './messaging.options';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import type { RedisKeys } from './redis-keys';

type Kind = 'current' | 'forecast';
const KINDS: readonly Kind[] = ['current', 'forecast'];

/** Told after the copy changed, with the series whose value of that kind is new. */
export type SnapshotListener = (kind: Kind, seriesIds: string[]) => void;

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
    return this.copies.forecast.get(id);
  }

  /** Ids of all series that have a value or a forecast. */
  seriesIds(): string[] {
    return [...new Set([...this.copies.current.ids(), ...this.copies.forecast.ids()])];
  }

  async putCurrent(values: CurrentIntensity[]): Promise<void> {
    await this.put('current', values);
  }

  async putForecasts(forecasts: ForecastSnapshot[]): Promise<void> {
    await this.put('forecast', forecasts);
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
  private async put(kind: Kind, values: SeriesKey[]): Promise<void> {
    if (values.length === 0) return;
    const fields = values.map((value) => [seriesId(value), JSON.stringify(value)] as [string, string]);
    const ids = fields.map(([id]) => id);
    const results = await this.commands
      .multi()
      .hset(this.keys.grid(kind), ...fields.flat())
      .publish(this.keys.gridChanges(), JSON.stringify({ kind, ids }))
      .exec();
    const failure = results?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
    this.apply(kind, fields);
  }

  private apply(kind: Kind, fields: [id: string, text: string][]): void {
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
      const { kind, ids } = JSON.parse(text) as { kind: Kind; ids: string[] };
      const texts = await this.commands.hmget(this.keys.grid(kind), ...ids);
      this.apply(
        kind,
        ids.flatMap((id, i) => (texts[i] ? [[id, texts[i]] as [string, string]] : [])),
      );
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

  private async reloadKind(kind: Kind): Promise<void> {
    const stored = await this.commands.hgetall(this.keys.grid(kind));
    this.apply(kind, Object.entries(stored));
    const pipeline = this.commands.pipeline();
    for (const [id = '', text = ''] of this.copies[kind].missingFrom(new Set(Object.keys(stored)))) {
      pipeline.hsetnx(this.keys.grid(kind), id, text);
    }
    if (pipeline.length > 0) await pipeline.exec();
  }
}
