import { gramsPerKwh } from '@ecobe/carbon';
import { deviceHoursEnergy } from './device-hours';
import { estimateWorkload } from './estimate';
import type { Accelerator } from './hardware.data';
import { acceleratorsPerReplica, joulesPerToken, secondsPerToken } from './llm-fit';
import { findModel } from './models';
import { emissionsAt } from './site';
import { requestsTo } from './workload.fixture';

/** Model, accelerator, requests at once, measured J per output token of all GPUs: ML.ENERGY v3 (0cd52da). */
type Measured = readonly [model: string, accelerator: Accelerator, batchSize: number, joulesPerToken: number];

/** Prediction over measurement, 5th to 95th percentile of models that were left out of the fit. */
const FIT_BAND = { low: 0.59, high: 1.7 };
const predictedOverMeasured = ([model, accelerator, batchSize, measured]: Measured) =>
  joulesPerToken(accelerator, findModel(model), batchSize) / measured;

describe('J per token against measured serving runs, band 0.59 to 1.70', () => {
  const cases: Measured[] = [
    ['meta-llama/Meta-Llama-3.1-8B-Instruct', 'H100', 64, 0.1186],
    ['meta-llama/Meta-Llama-3.1-70B-Instruct', 'H100', 64, 0.7972],
    ['meta-llama/Meta-Llama-3.1-70B-Instruct', 'H100', 8, 3.7587],
    ['meta-llama/Meta-Llama-3.1-70B-Instruct', 'H100', 512, 0.421],
    ['llama-3.1-405b', 'H100', 64, 3.0825],
    ['Qwen/Qwen3-30B-A3B-Instruct-2507', 'H100', 64, 0.2218],
    ['Qwen/Qwen3-235B-A22B-Instruct-2507', 'H100', 64, 2.394],
    ['deepseek-ai/DeepSeek-V3.1', 'B200', 64, 2.9197],
    ['gemma-3-27b', 'H100', 64, 0.388],
    ['Qwen/Qwen3-32B', 'H100', 64, 0.536],
    ['meta-llama/Llama-4-Scout-17B-16E-Instruct', 'H100', 64, 1.0593],
  ];
  it.each(cases)('%s on %s, %d at once: %d J', (...measured) => {
    const ratio = predictedOverMeasured(measured);
    expect(ratio).toBeGreaterThan(FIT_BAND.low);
    expect(ratio).toBeLessThan(FIT_BAND.high);
  });

  // Four-bit weights on one GPU, where the fit saw bf16 and fp8: over-predicted, and the page of the formula says so.
  const missed: [...Measured, number][] = [
    ['gpt-oss-120b', 'H100', 64, 0.2676, 2.9],
    ['gpt-oss-20b', 'H100', 64, 0.1023, 2.41],
  ];
  it.each(missed)(
    'misses %s on %s, %d at once: %d J, %d times over',
    (model, accelerator, batch, j, over) => {
      expect(predictedOverMeasured([model, accelerator, batch, j])).toBeCloseTo(over, 1);
    },
  );
});

describe('whole requests against published figures', () => {
  const wattHours = (modelSize: string, tokensPerRequest: number) =>
    emissionsAt(
      estimateWorkload(requestsTo(modelSize, { tokensPerRequest })),
      { low: 1.1, value: 1.2, high: 1.5 },
      gramsPerKwh(1),
      1000,
    ).operationalRangeG;

  it('Epoch, GPT-4o, 500 tokens: inside 0.06 to 3.9 Wh, and 0.30 Wh inside our range', () => {
    const { low, mid, high } = wattHours('gpt-4o', 500);
    expect(mid).toBeGreaterThan(0.06);
    expect(mid).toBeLessThan(3.9);
    expect(low).toBeLessThan(0.301);
    expect(high).toBeGreaterThan(0.301);
  });

  it('OpenAI, average ChatGPT query: 0.34 Wh inside our range for GPT-4o at the default length', () => {
    const { low, high } = wattHours('gpt-4o', 400);
    expect(low).toBeLessThan(0.34);
    expect(high).toBeGreaterThan(0.34);
  });

  it('Google, median prompt: everything over the accelerator alone is 1.72, ours within 15 %', () => {
    const { itEnergyKwh, deviceEnergyKwh } = estimateWorkload(requestsTo('mixtral-8x22b'));
    const whole = (itEnergyKwh * 1.09) / deviceEnergyKwh;
    expect(Math.abs(whole / 1.72 - 1)).toBeLessThan(0.15);
  });

  it('Llama 3.3 70B on four GPUs, 64 at once: 480 W each, ours within 10 %', () => {
    const model = findModel('llama-3.3-70b');
    const replicaW = (joulesPerToken('H100', model, 64) * 64) / secondsPerToken(model, 64);
    const perGpuW = replicaW / acceleratorsPerReplica('H100', model);
    expect(Math.abs(perGpuW / 480 - 1)).toBeLessThan(0.1);
  });

  it('TinyBERT query: 0.216 J, ours within 5 %', () => {
    const { itEnergyKwh } = estimateWorkload(requestsTo(null, { workloadType: 'query' }));
    expect(Math.abs((itEnergyKwh * 3.6e6) / 1000 / 0.216 - 1)).toBeLessThan(0.05);
  });
});

describe('device hours against published training runs', () => {
  it('Llama 3.1: 39.3M H100 hours at full power are 27.5 GWh of accelerators, 11,390 t at 414 g/kWh', () => {
    const { deviceEnergyKwh } = deviceHoursEnergy(39.3e6, 'H100', 1);
    expect(deviceEnergyKwh / 1e6).toBeCloseTo(27.5, 1);
    expect((deviceEnergyKwh * 414) / 1e6 / 11_390).toBeCloseTo(1, 2);
  });

  it('Code Llama: 1.4M A100 hours are 0.49 to 0.56 GWh, hence 408 to 466 g/kWh for its 228.55 t', () => {
    const { deviceEnergyKwh } = deviceHoursEnergy(1.4e6, 'A100');
    expect(deviceEnergyKwh / 1e6).toBeGreaterThan(0.49);
    expect(deviceEnergyKwh / 1e6).toBeLessThan(0.56);
    const impliedGPerKwh = 228.55e6 / deviceEnergyKwh;
    expect(impliedGPerKwh).toBeGreaterThan(408);
    expect(impliedGPerKwh).toBeLessThan(466);
  });

  // A general 8-GPU server written off over three years; BLOOM's authors counted less hardware over six.
  it('misses BLOOM: idle and embodied over dynamic is 2.04 as published, ours above 2.5', () => {
    const hours = 1_082_990;
    const { itEnergyKwh, deviceEnergyKwh, embodiedG } = deviceHoursEnergy(hours, 'A100', 1);
    const gPerKwh = 57;
    const ratio = (itEnergyKwh * 1.2 * gPerKwh + embodiedG) / (deviceEnergyKwh * gPerKwh);
    expect(ratio).toBeGreaterThan(2.5);
    expect(ratio).toBeLessThan(3.5);
  });
});
