import type { SchemaOptions } from '@ecobe/persistence';
import { AddNaiveDay1763900110000 } from './migrations/add-naive-day.migration';
import { CreateCarbonForecast1763900100000 } from './migrations/create-carbon-forecast.migration';
import { CreateForecastModel1763900200000 } from './migrations/create-forecast-model.migration';
import { CreateForecastScore1763900300000 } from './migrations/create-forecast-score.migration';

/** This app's part of the database. */
export const FORECASTING_SCHEMA: SchemaOptions = {
  schema: 'forecasting',
  migrations: [
    CreateCarbonForecast1763900100000,
    AddNaiveDay1763900110000,
    CreateForecastModel1763900200000,
    CreateForecastScore1763900300000,
  ],
};
