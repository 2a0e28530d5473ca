/** Every key and channel of the suite stands under one prefix, so that a Redis can be shared with others. */
const DEFAULT_KEY_PREFIX = 'ecobe:';

/** The consumer group that all replicas of a service share for its requests. */
export const WORKERS_GROUP = 'workers';

/** Service part of an operation or event name: what stands before the first dot. */
export function serviceOf(pattern: string): string {
  const dot = pattern.indexOf('.');
  if (dot <= 0 || dot === pattern.length - 1) {
    throw new RangeError(`"${pattern}" is no operation name: <service>.<operation> is needed`);
  }
  return pattern.slice(0, dot);
}

/** Names of the streams, hashes and channels under one prefix. */
export class RedisKeys {
  /** @param clockStart ECOBE_CLOCK, if set: a grid seen at another time must not be mistaken for this one. */
  constructor(
    readonly prefix: string = DEFAULT_KEY_PREFIX,
    private readonly clockStart?: string,
  ) {}

  /** Stream that carries the requests of one service. */
  requests(service: string): string {
    return `${this.prefix}rpc:${service}`;
  }

  /** Channel on which one caller hears its replies. */
  replies(callerId: string): string {
    return `${this.prefix}rpc:reply:${callerId}`;
  }

  /** Stream that carries one kind of event. */
  events(pattern: string): string {
    return `${this.prefix}event:${pattern}`;
  }

  /** Prefix under which BullMQ keeps its queues; BullMQ adds the separator. */
  queues(): string {
    return `${this.prefix}queue`;
  }

  /** Hash of the grid snapshot, field = series id. */
  grid(kind: 'current' | 'forecast'): string {
    return this.gridKey(kind);
  }

  /** Channel that tells which series of the grid snapshot changed. */
  gridChanges(): string {
    return this.gridKey('changed');
  }

  private gridKey(name: string): string {
    return this.clockStart === undefined
      ? `${this.prefix}grid:${name}`
      : `${this.prefix}grid:at:${this.clockStart}:${name}`;
  }
}
