export { hourlyHistory } from './hourly-history';
export type { HourlyHistory } from './hourly-history';
export { MAX_HORIZON_HOURS } from './forecast-model';
export type {
  ForecastInput,
  ForecastModel,
  ForecastNeeds,
  ForecastRequest,
  ModelRefusal,
  PredictedHours,
  QuantileCurve,
} from './forecast-model';
export { FORECAST_MODELS, predictBest } from './model.registry';
export type { ForecastOutcome, SkippedModel } from './model.registry';
export { backtest } from './backtest';
export type { BacktestOptions, BacktestResult, BucketScore, ModelBacktest } from './backtest';
export type { ForecastScore } from './score';
export { measureSkill } from './skill';
export type { ForecastSkill } from './skill';
export { WINDOW_STEP_HOURS, findOptimalWindow } from './optimal-window';
export type { FoundWindow, NoWindow, WindowQuery } from './optimal-window';
