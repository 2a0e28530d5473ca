import { releaseStores } from './stores.setup.mjs';

export default releaseStores;
