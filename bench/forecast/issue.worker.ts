import { deserialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { FORECAST_MODELS, predictBest } from '@ecobe/forecast';
import type { ForecastModel } from '@ecobe/forecast';
import type { IssueWork } from './issue-speed';
import { knownModel } from './known-models';

const { model, zones, count } = workerData as IssueWork;
const known = knownModel(model);

/** The newest model of each zone; those before it stood for zones that are not here. */
const opened: ForecastModel[] = [];

function issueAll(isCold: boolean): void {
  if (known.kind === 'rule') throw new Error(`${model} learns nothing`);
  for (let i = 0; i < count; i++) {
    const place = i % zones.length;
    const zone = zones[place];
    if (zone === undefined) return;
    const learnt = isCold ? known.open(deserialize(zone.fit)) : opened[place];
    if (learnt === undefined) throw new Error('the first round opens the models');
    opened[place] = learnt;
    const outcome = predictBest(zone.request, [learnt, ...FORECAST_MODELS]);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
  }
}

let rounds = 0;
parentPort?.on('message', () => {
  issueAll(rounds === 0);
  rounds += 1;
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
