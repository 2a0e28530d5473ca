import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { ForecastAnswer, HistoryResponse } from '@ecobe/contracts';
import type { GatewayClient } from '../gateway/gateway.client';

/** The hour that starts at `atMs`, gCO2eq/kWh. */
export interface ObservedHour {
  readonly atMs: number;
  readonly gPerKwh: number;
}

export interface ForecastHour extends ObservedHour {
  readonly p10GPerKwh: number;
  readonly p90GPerKwh: number;
}

/** What a chart of a zone shows: the hours that were, and those to come with their band. */
export interface ForecastView {
  readonly forecast: ForecastAnswer;
  readonly observed: readonly ObservedHour[];
  readonly hours: readonly ForecastHour[];
}

export interface WantedView {
  readonly region: string;
  readonly basis: Basis;
  readonly horizonHours: number;
  readonly historyHours: number;
}

/** Asks for a forecast and the hours before it. @throws NoAnswerError */
export async function readForecastView(gateway: GatewayClient, wanted: WantedView): Promise<ForecastView> {
  const { region, basis, horizonHours, historyHours } = wanted;
  const forecast = await gateway.get<ForecastAnswer>(`forecasts/${encodeURIComponent(region)}`, {
    horizonHours: String(horizonHours),
    basis,
  });
  const hours = forecast.points.map(({ validAt, carbonIntensity, p10, p90 }) => ({
    atMs: Date.parse(validAt),
    gPerKwh: carbonIntensity,
    p10GPerKwh: p10,
    p90GPerKwh: p90,
  }));
  const observed = await observedBefore(gateway, forecast, hours[0]?.atMs ?? 0, historyHours);
  return { forecast, observed, hours };
}

async function observedBefore(
  gateway: GatewayClient,
  { zone, basis }: ForecastAnswer,
  endMs: number,
  historyHours: number,
): Promise<ObservedHour[]> {
  if (historyHours === 0) return [];
  const { points } = await gateway.get<HistoryResponse>(
    `zones/${encodeURIComponent(zone)}/carbon-intensity/history`,
    { start: toIso(endMs - historyHours * HOUR_MS), end: toIso(endMs), granularity: 'hourly', basis },
  );
  return points.map(({ validAt, carbonIntensity }) => ({
    atMs: Date.parse(validAt),
    gPerKwh: carbonIntensity,
  }));
}
