import { FakeForecastStore } from '../forecasting.fixture';
import { forecastStoreConformance } from './forecast-store.conformance.fixture';

describe('FakeForecastStore', () => {
  forecastStoreConformance(() => Promise.resolve(new FakeForecastStore()));
});
