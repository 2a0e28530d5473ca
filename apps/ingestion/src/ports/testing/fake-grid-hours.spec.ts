import { FakeGridHours } from './fake-grid-hours.fixture';
import { FakeObservationStore } from './fake-observation-store.fixture';
import { gridHoursConformance } from './grid-hours.conformance.fixture';

gridHoursConformance('The fake', () => {
  const writer = new FakeObservationStore();
  return Promise.resolve({ writer, gridHours: new FakeGridHours(writer) });
});
