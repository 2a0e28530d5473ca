import { Global, Inject, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { EventPublisher } from './event.publisher';
import { GridSnapshotStore } from './grid-snapshot.store';
import { JobQueues } from './job.queues';
import { MESSAGING_OPTIONS, messagingOptions } from './messaging.options';
import type { MessagingOptions } from './messaging.options';
import { RedisHealth } from './redis.health';
import { RpcCaller } from './rpc.caller';
import { StreamsClient } from './streams.client';

async function openClient(options: MessagingOptions): Promise<StreamsClient> {
  const client = new StreamsClient(options);
  await closeOnFailure(client, client.connect());
  return client;
}

async function openSnapshot(options: MessagingOptions): Promise<GridSnapshotStore> {
  const store = new GridSnapshotStore(options);
  await closeOnFailure(store, store.start());
  return store;
}

/** A boot that fails must not leave connections that keep the process alive. */
async function closeOnFailure(opened: { close(): Promise<void> }, opening: Promise<void>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Messages, events, queues and the grid snapshot for every module of the process. Needs PlatformModule. */
@Global()
@Module({})
export class MessagingModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(StreamsClient) private readonly client: StreamsClient,
    @Inject(JobQueues) private readonly queues: JobQueues,
    @Inject(GridSnapshotStore) private readonly snapshot: GridSnapshotStore,
  ) {}

  private static readonly made = new Map<string | undefined, DynamicModule>();

  /**
   * One module, and so one set of connections, however many apps of a process ask for it.
   * @param keyPrefix before every key in Redis; `ecobe:` unless told.
   */
  static forRoot({ keyPrefix }: { keyPrefix?: string } = {}): DynamicModule {
    const known = MessagingModule.made.get(keyPrefix);
    const module = known ?? MessagingModule.withPrefix(keyPrefix);
    MessagingModule.made.set(keyPrefix, module);
    return module;
  }

  private static withPrefix(keyPrefix: string | undefined): DynamicModule {
    const fromClient = [RpcCaller, EventPublisher, RedisHealth].map((service) => ({
      provide: service,
      useFactory: (client: StreamsClient) => new service(client),
      inject: [StreamsClient],
    }));
    return {
      module: MessagingModule,
      providers: [
        {
          provide: MESSAGING_OPTIONS,
          useFactory: (settings: Settings) => messagingOptions(settings, keyPrefix),
          inject: [SETTINGS],
        },
        { provide: StreamsClient, useFactory: openClient, inject: [MESSAGING_OPTIONS] },
        { provide: GridSnapshotStore, useFactory: openSnapshot, inject: [MESSAGING_OPTIONS] },
        {
          provide: JobQueues,
          useFactory: (options: MessagingOptions) => new JobQueues(options),
          inject: [MESSAGING_OPTIONS],
        },
        ...fromClient,
      ],
      exports: [
        MESSAGING_OPTIONS,
        StreamsClient,
        RpcCaller,
        EventPublisher,
        JobQueues,
        GridSnapshotStore,
        RedisHealth,
      ],
    };
  }

  /** Jobs end first: they may still call services and write rows. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.queues.stopProcessing();
  }

  /** Last: handlers that finished meanwhile may have called others. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.queues.close(), this.snapshot.close(), this.client.close()]);
  }
}
