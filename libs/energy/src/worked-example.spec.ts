import { gramsPerKwh } from '@ecobe/carbon';
import { estimateWorkload } from './estimate';
import { emissionsAt } from './site';
import { requestsTo } from './workload.fixture';

// The example of docs/formulas/energy-equation.md: the same numbers by hand there and by code here.
describe('worked example: 1000 requests to mixtral-8x22b at 58 g/kWh, PUE 1.15', () => {
  const pue = { low: 0.95 * 1.15, value: 1.15, high: 1.17 * 1.15 };
  const at = (input: ReturnType<typeof requestsTo>) =>
    emissionsAt(estimateWorkload(input), pue, gramsPerKwh(58), input.requestVolume);
  const mixed = at(requestsTo('mixtral-8x22b', { hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 } }));

  it('takes 1.115 kWh and emits 64.7 g, between 18 and 229 g', () => {
    expect(mixed.energyKwh).toBeCloseTo(1.115, 3);
    expect(mixed.operationalG).toBeCloseTo(64.7, 1);
    expect(mixed.operationalRangeG.low).toBeCloseTo(18.2, 1);
    expect(mixed.operationalRangeG.high).toBeCloseTo(229.2, 1);
  });

  it('carries 57.2 g of manufacture, and 0.122 g a request in all', () => {
    expect(mixed.embodiedG).toBeCloseTo(57.2, 1);
    expect(mixed.sciGPerRequest).toBeCloseTo(0.122, 3);
  });

  it('takes 0.280 kWh and emits 16.3 g all on GPU, within a factor of 2.8', () => {
    const gpu = at(requestsTo('mixtral-8x22b'));
    expect(gpu.energyKwh).toBeCloseTo(0.28, 3);
    expect(gpu.operationalG).toBeCloseTo(16.3, 1);
    expect(gpu.operationalRangeG.high / gpu.operationalG).toBeCloseTo(2.8, 1);
  });

  it('takes 0.145 kWh all on GPU for the 70b mixture that exists in name only', () => {
    const named = at(requestsTo('mixtral-70b'));
    expect(named.energyKwh).toBeCloseTo(0.145, 3);
    const { assumptions } = estimateWorkload(requestsTo('mixtral-70b'));
    expect(assumptions.find(({ input }) => input === 'modelSize')?.source).toContain('no released model');
  });

  it('shows exactly the product of the energy and the intensity shown', () => {
    expect(mixed.energyKwh).toBe(1.11471);
    expect(mixed.operationalG).toBe(64.65318);
  });
});
