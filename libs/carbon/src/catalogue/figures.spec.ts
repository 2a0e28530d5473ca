import { zoneOfDataset } from './dataset-zones';
import { EMISSION_FACTORS, intensityOfGeneration } from './emission-factors';
import { GENERATION_MODES } from './generation';
import { pueOf } from './provider-pue';
import { publishedMean } from './published-mean';
import { referencePrice } from './reference-price';
import { resolveRegion } from './resolve-region';
import type { ResolvedRegion } from './resolve-region';
import { SOURCES } from './sources';

const region = (name: string): ResolvedRegion => {
  const answer = resolveRegion(name);
  if (answer.kind !== 'resolved') throw new Error(answer.reason);
  return answer;
};

describe('pueOf', () => {
  it('takes the published figure of a region', () => {
    expect(pueOf(region('aws:us-east-1'))).toMatchObject({
      low: 1.15,
      mid: 1.15,
      high: 1.15,
      kind: 'published',
      year: 2024,
      source: 'rtc',
    });
  });

  it("falls back to the provider's, and for a bare zone to data centres in general", () => {
    expect(pueOf(region('aws:eu-west-3'))).toMatchObject({
      low: 1.07,
      mid: 1.15,
      high: 1.46,
      kind: 'default',
    });
    expect(pueOf(region('FR'))).toMatchObject({ low: 1.1, mid: 1.2, high: 1.5, source: 'pueOther' });
  });

  it('says that a design value is one', () => {
    expect(pueOf(region('azure:spaincentral')).basis).toContain('PUE is a design value');
  });
});

describe('referencePrice', () => {
  it('is the list price of a cloud region', () => {
    expect(referencePrice(region('aws:eu-west-3'))).toEqual({
      usdPerHour: 0.224,
      instance: 'm6i.xlarge',
      source: 'skypilot',
      derived: false,
    });
  });

  it('is the median of the regions of a bare zone: 0.15546, 0.224, 0.224, 0.291', () => {
    expect(referencePrice(region('FR'))).toEqual({
      usdPerHour: 0.224,
      instance: 'median of 4 cloud regions',
      source: 'zonePrice',
      derived: true,
    });
  });

  it('leaves a machine of another size out, alone and in the median', () => {
    expect(referencePrice(region('aws:eu-south-2'))).toBeNull();
    expect(referencePrice(region('ES'))?.usdPerHour).toBeCloseTo((0.15815 + 0.214) / 2, 9);
  });

  it('is null where nobody publishes one', () => {
    expect(referencePrice(region('IS'))).toBeNull();
    expect(referencePrice(region('aws:mx-central-1'))).toBeNull();
  });
});

describe('intensityOfGeneration', () => {
  it('weighs each mode by its factor: 50 MW gas and 150 MW wind are 130.75 g/kWh, 92.5 direct', () => {
    expect(intensityOfGeneration({ gas: 50, wind: 150 }, 'lifecycle')).toBeCloseTo(130.75, 9);
    expect(intensityOfGeneration({ gas: 50, wind: 150 }, 'direct')).toBeCloseTo(92.5, 9);
  });

  it('is null for nothing, a negative and a value that is no number', () => {
    expect(intensityOfGeneration({}, 'lifecycle')).toBeNull();
    expect(intensityOfGeneration({ gas: 0 }, 'lifecycle')).toBeNull();
    expect(intensityOfGeneration({ gas: -5, wind: 10 }, 'lifecycle')).toBeNull();
    expect(intensityOfGeneration({ gas: Number.NaN }, 'lifecycle')).toBeNull();
  });

  it('has a factor with a source for every mode, direct never above lifecycle', () => {
    for (const mode of GENERATION_MODES) {
      const { lifecycleGPerKwh, directGPerKwh, source } = EMISSION_FACTORS[mode];
      expect(directGPerKwh).toBeLessThanOrEqual(lifecycleGPerKwh);
      expect(Object.keys(SOURCES)).toContain(source);
    }
  });
});

describe('publishedMean', () => {
  it('reads the newest year of @tgwf/co2, or the one asked for', () => {
    expect(publishedMean('FR')).toEqual({ zone: 'FR', gPerKwh: 31, year: 2025, source: 'tgwfCo2' });
    expect(publishedMean('US-CAL-CISO')).toMatchObject({ gPerKwh: 208, year: 2025 });
    expect(publishedMean('AE', 2021)).toMatchObject({ gPerKwh: 447, year: 2021 });
  });

  it('is undefined where there is none, and its source asks for attribution', () => {
    expect(publishedMean('XX')).toBeUndefined();
    expect(publishedMean('FR', 1999)).toBeUndefined();
    expect(SOURCES.tgwfCo2).toMatchObject({ attribution: 'Electricity Maps' });
  });
});

describe('zoneOfDataset', () => {
  it.each([
    ['PJM', 'US-MIDA-PJM'],
    ['isne', 'US-NE-ISNE'],
    ['MISO', 'US-MIDW-MISO'],
    ['EPE', 'US-SW-EPE'],
    ['DE', 'DE'],
  ])('%s is %s', (name, zone) => {
    expect(zoneOfDataset(name)).toBe(zone);
    expect(resolveRegion(zone).kind).toBe('resolved');
  });
});
