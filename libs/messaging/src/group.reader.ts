import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { ConsumerGroup } from './consumer.group';
import { GroupUpkeep } from './group.upkeep';
import type { UpkeepTiming } from './group.upkeep';
import { InFlight } from './in-flight';
import { closeRedis, openRedis } from './redis.connection';
import { entriesOfRead } from './stream.entry';
import type { StreamEntry } from './stream.entry';

export interface ReaderTiming extends UpkeepTiming {
  /** So many messages are handled at once. */
  concurrency: number;
  /** Longest blocking read, milliseconds. */
  blockMs: number;
  /** Longest wait for handlers in flight at shutdown, milliseconds. */
  drainMs: number;
}

const RECOVER_MS = 100;
const UNBLOCK_EVERY_MS = 50;

/** Reads one consumer group over an own blocking connection, never more than its handlers have room for. */
export class GroupReader {
  private readonly logger = new Logger('StreamsServer');
  private readonly blocking: Redis;
  private readonly inFlight: InFlight;
  private readonly upkeep: GroupUpkeep;
  private blockingClientId: number | null = null;
  private isStopping = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    url: string,
    private readonly commands: Redis,
    private readonly group: ConsumerGroup,
    private readonly timing: ReaderTiming,
    private readonly handle: (entry: StreamEntry) => Promise<void>,
  ) {
    this.inFlight = new InFlight(timing.concurrency);
    this.upkeep = new GroupUpkeep(group, this.inFlight, timing, (entry) => {
      this.inFlight.start(entry, handle);
    });
    this.blocking = openRedis(url, `ecobe-reader-${group.group}`);
    this.blocking.on('ready', () => void this.learnClientId());
  }

  async start(): Promise<void> {
    await this.group.ensure();
    this.loop = this.read();
    this.upkeep.start();
  }

  /** Stops reading, then waits for what is in flight. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.upkeep.stopClaiming();
    this.inFlight.wake();
    const isOver = this.loop.then(() => true);
    do this.unblock();
    while (!(await Promise.race([isOver, sleep(UNBLOCK_EVERY_MS, false)])));
    if (!(await this.inFlight.drain(this.timing.drainMs))) {
      this.logger.warn(
        `${this.inFlight.size} handlers still run at shutdown; another replica takes them over`,
      );
    }
    this.upkeep.stop();
  }

  /** Leaves the group, after the last acknowledgement was sent. */
  async leave(): Promise<void> {
    await this.group.leave().catch(() => undefined); // a dead consumer without debts is removed by the others
    await closeRedis(this.blocking);
  }

  private async read(): Promise<void> {
    while (!this.isStopping) {
      try {
        if (this.inFlight.room <= 0) await this.inFlight.untilRoom();
        else for (const entry of await this.next()) this.inFlight.start(entry, this.handle);
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async next(): Promise<StreamEntry[]> {
    const { group, consumer, streams } = this.group;
    const count = Math.max(1, Math.floor(this.inFlight.room / streams.length));
    const positions = [...streams, ...streams.map(() => '>')];
    const { blocking, timing } = this;
    return entriesOfRead(
      await blocking.call(
        'XREADGROUP',
        'GROUP',
        group,
        consumer,
        'COUNT',
        count,
        'BLOCK',
        timing.blockMs,
        'STREAMS',
        ...positions,
      ),
    );
  }

  /** After FLUSHALL or a restart without data the groups are gone; everything else passes by waiting. */
  private async recover(error: unknown): Promise<void> {
    if (this.isStopping) return;
    const message = error instanceof Error ? error.message : String(error);
    if (/NOGROUP|UNBLOCKED|no such key/i.test(message)) {
      await this.group.ensure().catch(() => undefined);
    } else if (this.blocking.status === 'ready') {
      this.logger.warn(`reading ${this.group.streams.join(', ')}: ${message}`);
    }
    await sleep(RECOVER_MS);
  }

  private async learnClientId(): Promise<void> {
    this.blockingClientId = await this.blocking.client('ID').catch(() => null);
  }

  /** Wakes the blocking read. The caller repeats it, since the read may be on its way to Redis just now. */
  private unblock(): void {
    if (this.blockingClientId === null) return;
    this.commands.client('UNBLOCK', this.blockingClientId).catch(() => undefined);
  }
}
