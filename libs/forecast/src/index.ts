export { hourlyHistory } from './hourly-history';
export type { HourlyHistory } from './hourly-history';
export { ISSUED_HOURS, MAX_HORIZON_HOURS } from './forecast-model';
export type { ForecastModel, PredictedHours } from './forecast-model';
export { predictBest } from './model.registry';
export { measureSkill } from './skill';
export type { ForecastSkill } from './skill';
export { WINDOW_STEP_HOURS, findOptimalWindow } from './optimal-window';
export type { NoWindow } from './optimal-window';
