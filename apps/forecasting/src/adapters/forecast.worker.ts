import { workerData } from 'node:worker_threads';
import { TRAINERS } from '@ecobe/forecast';
import { serveForecasts } from '../features/issue-forecast/serve-forecasts';

serveForecasts(TRAINERS, workerData as number);
