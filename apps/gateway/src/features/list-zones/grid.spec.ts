import 'reflect-metadata';
import { LIST_ZONES, READ_CURRENT, READ_HISTORY, READ_REGION_CURRENT, READ_ZONE } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { PlatformModule, configureHttp, httpServer } from '@ecobe/platform';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ListCloudRegionsController } from '../list-cloud-regions/list-cloud-regions.controller';
import { ReadCurrentIntensityController } from '../read-current-intensity/read-current-intensity.controller';
import { ReadHistoryController } from '../read-history/read-history.controller';
import { ListZonesController } from './list-zones.controller';

/** Notes what was asked, and answers. */
class FakeCaller {
  readonly calls: { pattern: string; payload: unknown }[] = [];

  call({ pattern }: { pattern: string }, payload: unknown): Promise<unknown> {
    this.calls.push({ pattern, payload });
    return Promise.resolve({});
  }
}

interface Regions {
  cloudRegions: { id: string; zone: string; distanceKm: number | null }[];
  nextCursor: string | null;
}

describe('grid over HTTP', () => {
  const caller = new FakeCaller();
  let app: NestFastifyApplication;

  beforeAll(async () => {
    process.env.LOG_LEVEL = 'silent';
    const module = await Test.createTestingModule({
      imports: [PlatformModule],
      controllers: [
        ListZonesController,
        ListCloudRegionsController,
        ReadCurrentIntensityController,
        ReadHistoryController,
      ],
      providers: [{ provide: RpcCaller, useValue: caller }],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(httpServer(), {
      bodyParser: false,
      logger: false,
    });
    configureHttp(app);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    caller.calls.length = 0;
  });
  const get = async (path: string) => {
    const answer = await app.inject({ url: `/api/v1/${path}` });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };

  it.each([
    ['zones', LIST_ZONES, { limit: 50 }],
    ['zones?limit=2&cursor=DE', LIST_ZONES, { limit: 2, cursor: 'DE' }],
    ['zones/DE', READ_ZONE, { zone: 'DE' }],
    ['zones/DE/carbon-intensity', READ_REGION_CURRENT, { region: 'DE', basis: 'lifecycle' }],
    [
      'zones/aws:eu-west-3/carbon-intensity?basis=direct',
      READ_REGION_CURRENT,
      { region: 'aws:eu-west-3', basis: 'direct' },
    ],
    [
      'carbon-intensity?regions=FR,%20DE,,FR',
      READ_CURRENT,
      { regions: ['FR', 'DE', 'FR'], basis: 'lifecycle' },
    ],
    [
      'zones/DE/carbon-intensity/history?start=2021-11-14T00:00:00Z&end=2021-11-15T00:00:00%2B01:00&granularity=daily',
      READ_HISTORY,
      {
        region: 'DE',
        basis: 'lifecycle',
        start: '2021-11-14T00:00:00Z',
        end: '2021-11-15T00:00:00+01:00',
        granularity: 'daily',
      },
    ],
  ])('GET %s asks the service that owns it', async (path, operation, payload) => {
    expect((await get(path)).status).toBe(200);
    expect(caller.calls).toEqual([{ pattern: operation.pattern, payload }]);
  });

  it.each([
    ['carbon-intensity', '?regions'],
    ['carbon-intensity?regions=', '?regions'],
    ['carbon-intensity?regions=,,', '?regions'],
    [`carbon-intensity?regions=${Array<string>(201).fill('DE').join(',')}`, '?regions'],
    [`carbon-intensity?regions=${'x'.repeat(101)}`, '?regions/0'],
    ['carbon-intensity?regions=DE&basis=both', '?basis'],
    ['carbon-intensity?regions=DE&color=green', '?color'],
    ['zones?limit=0', '?limit'],
    ['zones?limit=1e400', '?limit'],
    ['zones?limit=two', '?limit'],
    ['zones/DE/carbon-intensity/history', '?start'],
    ['zones/DE/carbon-intensity/history?start=2021-11-14T00:00:00Z&end=yesterday', '?end'],
    ['zones/DE/carbon-intensity/history?start=2021-11-14T00:00:00&end=2021-11-15T00:00:00Z', '?start'],
    ['zones/DE/carbon-intensity/history?start=2021-02-30T00:00:00Z&end=2021-11-15T00:00:00Z', '?start'],
    ['cloud-regions?provider=oracle', '?provider'],
    ['cloud-regions?near=Paris', '?near'],
    ['cloud-regions?near=95,2', '?near'],
    ['cloud-regions?near=NaN,NaN', '?near'],
    ['cloud-regions?cursor=aws:nowhere', '?cursor'],
  ])('GET %s is refused, naming what is wrong', async (path, pointer) => {
    const { status, body } = await get(path);
    expect([status, body['code']]).toEqual([400, 'INVALID_INPUT']);
    expect((body['errors'] as { pointer: string }[])[0]?.pointer).toBe(pointer);
    expect(caller.calls).toEqual([]);
  });

  it('lists cloud regions, the nearest first', async () => {
    const { body } = await get('cloud-regions?near=52.37,4.9&limit=3');
    const { cloudRegions } = body as unknown as Regions;
    expect(cloudRegions.every(({ zone }) => zone === 'NL' || zone === 'BE')).toBe(true);
    const distances = cloudRegions.map(({ distanceKm }) => distanceKm ?? Number.NaN);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[0]).toBeLessThan(60);
  });

  it('pages through the cloud regions of a provider, each once', async () => {
    const ids: string[] = [];
    let cursor = '';
    for (;;) {
      const { body } = await get(`cloud-regions?provider=gcp&limit=20${cursor}`);
      const page = body as unknown as Regions;
      ids.push(...page.cloudRegions.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.every((id) => id.startsWith('gcp:'))).toBe(true);
  });
});
