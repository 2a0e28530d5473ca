import fc from 'fast-check';
import { DEFAULT_SEARCH_RUN, minutesOfResults, resultsOfMinutes, searchRunEnergy } from './search-run';
import { vcpuEnergy } from './vcpu-hours';

describe('a search run', () => {
  it('is the worked example of docs/formulas/dekes-energy.md', () => {
    const minutes = minutesOfResults(500);
    expect(minutes).toBe(10);
    const machines = searchRunEnergy({ minutes, results: 0 }, DEFAULT_SEARCH_RUN);
    const results = searchRunEnergy({ minutes: 0, results: 500 }, DEFAULT_SEARCH_RUN);
    expect([machines, results]).toEqual([0.000706667, 0.00135556]);
    const energyKwh = searchRunEnergy({ minutes, results: 500 }, DEFAULT_SEARCH_RUN);
    expect(energyKwh).toBe(0.00206222);
    expect(energyKwh * 1.2 * 33).toBeCloseTo(0.0817, 4);
    expect(energyKwh * 1.2 * 342).toBeCloseTo(0.846, 3);
  });

  it('draws the power of a virtual CPU that other workloads are counted with', () => {
    const { itEnergyKwh } = vcpuEnergy(1, 'aws');
    expect(DEFAULT_SEARCH_RUN.wattsPerVcpu).toBeCloseTo(itEnergyKwh * 1000, 9);
  });

  it('takes two minutes for each hundred results begun', () => {
    expect([1, 100, 101, 1e6].map(minutesOfResults)).toEqual([2, 2, 4, 20_000]);
    expect(minutesOfResults(resultsOfMinutes(14))).toBe(14);
  });

  it('costs more the longer it runs and the more it finds, and nothing less than either alone', () => {
    const whole = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(whole, whole, whole, (minutes, results, more) => {
        const energy = searchRunEnergy({ minutes, results }, DEFAULT_SEARCH_RUN);
        const longer = searchRunEnergy({ minutes: minutes + more, results }, DEFAULT_SEARCH_RUN);
        const larger = searchRunEnergy({ minutes, results: results + more }, DEFAULT_SEARCH_RUN);
        expect(longer).toBeGreaterThanOrEqual(energy);
        expect(larger).toBeGreaterThanOrEqual(energy);
      }),
    );
  });

  it('follows the figures it is given', () => {
    const figures = { vcpus: 4, wattsPerVcpu: 10, joulesPerResult: 3600 };
    expect(searchRunEnergy({ minutes: 30, results: 1000 }, figures)).toBe(1.02);
  });
});
