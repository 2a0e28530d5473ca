import { FakeModelRegistry } from '../training.fixture';
import { modelRegistryConformance } from './model-registry.conformance.fixture';

describe('the model registry in memory', () => {
  modelRegistryConformance(() => Promise.resolve(new FakeModelRegistry()));
});
