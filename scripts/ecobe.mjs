import { prepare } from './steps/prepare.mjs';
import { loadBuilt } from './steps/run.mjs';

await prepare();
loadBuilt('apps/cli/src/main.js');
