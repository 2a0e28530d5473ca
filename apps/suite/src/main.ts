import { bootSuite } from './suite.boot';

void bootSuite();
