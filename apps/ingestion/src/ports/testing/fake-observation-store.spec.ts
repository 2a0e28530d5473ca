import { FakeObservationStore } from './fake-observation-store.fixture';
import { observationStoreConformance } from './observation-store.conformance.fixture';

observationStoreConformance('The fake', () => {
  const store = new FakeObservationStore();
  return Promise.resolve({ writer: store, reader: store });
});
