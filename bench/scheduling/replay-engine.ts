import { createInterface } from 'node:readline';
import { InformedScheduler } from './informed-scheduler';
import type { ReplayInit, ReplayTick } from './replay-protocol';

async function serve(): Promise<void> {
  let engine: InformedScheduler | null = null;
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line) as ReplayInit | ReplayTick;
    if (message.type === 'init') {
      engine = new InformedScheduler(message);
      await engine.learn();
      process.stdout.write('{}\n');
    } else {
      if (engine === null) throw new Error('the first message must be init');
      process.stdout.write(`${JSON.stringify({ actions: engine.tick(message) })}\n`);
    }
  }
}

void serve();
