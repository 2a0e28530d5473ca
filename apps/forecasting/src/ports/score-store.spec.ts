import { FakeForecastStore } from '../forecasting.fixture';
import { FakeScoreStore } from '../scoring.fixture';
import { scoreStoreConformance } from './score-store.conformance.fixture';

describe('FakeScoreStore', () => {
  scoreStoreConformance(() => {
    const forecasts = new FakeForecastStore();
    return Promise.resolve({ forecasts, scores: new FakeScoreStore(forecasts) });
  });
});
