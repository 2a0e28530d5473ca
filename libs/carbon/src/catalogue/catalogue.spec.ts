import { cloudRegions, cloudRegionsOfZone, findZone, zones } from './catalogue';
import { PROVIDERS } from './cloud-region';
import { cloudRegionTable } from './cloud-region.table';
import { publishedMean } from './published-mean';
import { SOURCES } from './sources';
import { zoneTable } from './zone.table';

describe('catalogue of cloud regions', () => {
  it('holds every region of the three providers once', () => {
    const counts = PROVIDERS.map((provider) => cloudRegions({ provider }).length);
    expect(counts).toEqual([37, 65, 43]);
    expect(new Set(cloudRegions().map(({ id }) => id)).size).toBe(145);
  });

  it.each(cloudRegions().map((region) => [region.id, region] as const))(
    '%s lies in a catalogued zone and gives a source or a reason for each figure',
    (_id, region) => {
      expect(findZone(region.zone)?.country).toBe(region.country);
      expect(Object.keys(SOURCES)).toContain(region.placeSource);
      for (const field of ['pue', 'price', 'gpuPrice'] as const) {
        const figure = region[field];
        if (figure) expect(Object.keys(SOURCES)).toContain(figure.source);
        expect(typeof region.unknown[field]).toBe(figure ? 'undefined' : 'string');
      }
      expect(Math.abs(region.latitude)).toBeLessThan(66);
      expect(Math.abs(region.longitude)).toBeLessThanOrEqual(180);
      if (region.pue) expect(region.pue.value).toBeGreaterThan(1);
    },
  );

  it('keeps the figures of known rows', () => {
    const byId = new Map(cloudRegions().map((region) => [region.id, region]));
    expect(byId.get('aws:eu-west-3')).toMatchObject({
      city: 'Paris',
      zone: 'FR',
      pue: null,
      unknown: { pue: 'no PUE of this region was found published' },
      price: { usdPerHour: 0.224, instance: 'm6i.xlarge', vcpus: 4, memoryGb: 16, source: 'skypilot' },
    });
    expect(byId.get('gcp:us-central1')).toMatchObject({
      zone: 'US-CENT-SWPP',
      pue: { value: 1.1, year: 2024, source: 'rtc' },
      price: { usdPerHour: 0.13402, source: 'coroot' },
      note: 'zone disputed: US-MIDW-MISO in rtc',
    });
    expect(byId.get('azure:swedencentral')).toMatchObject({
      zone: 'SE-SE3',
      pue: { value: 1.16, year: 2023 },
      gpuPrice: { usdPerHour: 4.775, gpus: 1, source: 'karpenterAzure' },
    });
  });

  it('sorts by distance from a place', () => {
    const nearParis = cloudRegions({ near: { latitude: 48.85, longitude: 2.35 } });
    expect(nearParis.slice(0, 3).map(({ city }) => city)).toEqual(['Paris', 'Paris', 'Paris']);
    const distances = nearParis.map(({ distanceKm }) => distanceKm ?? Number.NaN);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(cloudRegions().every(({ distanceKm }) => distanceKm === null)).toBe(true);
  });

  it('refuses a row whose source is not named', () => {
    const row = 'x | X | XX | 1 | 2 | FR | nowhere | - | - | - |';
    const head =
      'region | city | country | latitude | longitude | zone | place from | PUE | price per hour | GPU price per hour | note';
    expect(() => cloudRegionTable('aws', `${head}\n${row}`)).toThrow('nowhere is no source');
  });
});

describe('catalogue of zones', () => {
  it('holds at least 70 zones, each once, and every one of the benchmark', () => {
    const ids = zones().map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(70);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['DE', 'NL', 'ES', 'US-MIDA-PJM', 'US-NE-ISNE', 'US-MIDW-MISO', 'US-SW-EPE']),
    );
  });

  it.each(zones().map((zone) => [zone.id, zone] as const))(
    '%s has a whole-percent mix, a timezone and a published mean',
    (id, zone) => {
      const shares = Object.values(zone.mixPercent);
      expect(shares.every((share) => Number.isInteger(share) && share > 0)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone.timezone })).not.toThrow();
      expect(zone.mixYear).toBeGreaterThanOrEqual(2022);
      expect(publishedMean(id)?.gPerKwh).toBeGreaterThan(0);
    },
  );

  it('lists the cloud regions that a zone feeds', () => {
    expect(cloudRegionsOfZone('FR').map(({ id }) => id)).toEqual([
      'aws:eu-west-3',
      'azure:francecentral',
      'azure:francesouth',
      'gcp:europe-west9',
    ]);
    expect(cloudRegionsOfZone('IS')).toEqual([]);
  });

  it('refuses a mode that is none', () => {
    const head =
      'zone | name | country | timezone | latitude | longitude | mix year | mix from | generation mix, whole percent';
    expect(() =>
      zoneTable(`${head}\nFR | France | FR | Europe/Paris | 1 | 2 | 2024 | emapsContrib | fire 100`),
    ).toThrow('fire is no generation mode');
  });
});
