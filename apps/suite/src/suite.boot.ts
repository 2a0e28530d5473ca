import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootGateway, startGateway } from '@ecobe/platform';
import { SuiteModule } from './suite.module';

const suite = { module: SuiteModule, connect: connectStreams };

/** Starts the suite within a process that has its own ways of ending. Throws what went wrong; closing is the caller's. */
export const startSuite = () => startGateway(suite);

/** `main` of a process that is the suite. */
export const bootSuite = () => bootGateway(suite);
