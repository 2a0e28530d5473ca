import { FakeModelRegistry } from './fake-model-registry.fixture';
import { modelRegistryConformance } from './model-registry.conformance.fixture';

describe('the model registry in memory', () => {
  modelRegistryConformance(() => Promise.resolve(new FakeModelRegistry()));
});
