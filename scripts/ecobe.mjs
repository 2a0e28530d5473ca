import { prepare, readSettings } from './steps/prepare.mjs';
import { loadBuilt } from './steps/run.mjs';

await prepare();
readSettings();
loadBuilt('apps/cli/src/main.js');
