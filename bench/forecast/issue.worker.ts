import { deserialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { FORECAST_MODELS, predictBest } from '@ecobe/forecast';
import type { IssueWork } from './issue-speed';
import { knownModel } from './known-models';

const { model, zones, count } = workerData as IssueWork;
const known = knownModel(model);

function issueAll(): void {
  if (known.kind === 'rule') throw new Error(`${model} learns nothing`);
  for (let i = 0; i < count; i++) {
    const zone = zones[i % zones.length];
    if (zone === undefined) return;
    const outcome = predictBest(zone.request, [known.open(deserialize(zone.fit)), ...FORECAST_MODELS]);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
  }
}

parentPort?.once('message', () => {
  issueAll();
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
