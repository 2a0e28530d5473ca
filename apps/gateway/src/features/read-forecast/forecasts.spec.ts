import 'reflect-metadata';
import { FIND_WINDOW, ProblemError, READ_ACCURACY, READ_FORECAST } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { PlatformModule, configureHttp, httpServer } from '@ecobe/platform';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FindWindowController } from '../find-window/find-window.controller';
import { ReadAccuracyController } from '../read-accuracy/read-accuracy.controller';
import { ReadForecastController } from './read-forecast.controller';

/** Notes what was asked, and answers or refuses as told. */
class FakeCaller {
  readonly calls: { pattern: string; payload: unknown }[] = [];
  refusal: ProblemError | null = null;

  call({ pattern }: { pattern: string }, payload: unknown): Promise<unknown> {
    this.calls.push({ pattern, payload });
    return this.refusal === null ? Promise.resolve({ zone: 'DE' }) : Promise.reject(this.refusal);
  }
}

describe('GET /api/v1/forecasts', () => {
  const caller = new FakeCaller();
  let app: NestFastifyApplication;

  beforeAll(async () => {
    process.env.LOG_LEVEL = 'silent';
    const module = await Test.createTestingModule({
      imports: [PlatformModule],
      controllers: [ReadForecastController, FindWindowController, ReadAccuracyController],
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
    caller.refusal = null;
  });

  const get = async (path: string) => {
    const answer = await app.inject({ url: `/api/v1/forecasts/${path}` });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };

  it.each([
    ['DE', READ_FORECAST, { region: 'DE', horizonHours: 48, basis: 'lifecycle' }],
    [
      'aws:eu-west-3?horizonHours=96&basis=direct',
      READ_FORECAST,
      { region: 'aws:eu-west-3', horizonHours: 96, basis: 'direct' },
    ],
    [
      'DE/optimal-window?durationHours=4',
      FIND_WINDOW,
      { region: 'DE', durationHours: 4, lookAheadHours: 48, basis: 'lifecycle' },
    ],
    [
      'DE/optimal-window?durationHours=0.25&lookAheadHours=12.5',
      FIND_WINDOW,
      { region: 'DE', durationHours: 0.25, lookAheadHours: 12.5, basis: 'lifecycle' },
    ],
    ['DE/accuracy', READ_ACCURACY, { region: 'DE', days: 30, basis: 'lifecycle' }],
    ['DE/accuracy?days=365&basis=direct', READ_ACCURACY, { region: 'DE', days: 365, basis: 'direct' }],
  ])('asks forecasting for %s', async (path, operation, payload) => {
    expect(await get(path)).toEqual({ status: 200, body: { zone: 'DE' } });
    expect(caller.calls).toEqual([{ pattern: operation.pattern, payload }]);
  });

  it.each([
    ['DE?horizonHours=97', '?horizonHours'],
    ['DE?horizonHours=0', '?horizonHours'],
    ['DE?horizonHours=1.5', '?horizonHours'],
    ['DE?horizonHours=1e400', '?horizonHours'],
    ['DE?basis=marginal', '?basis'],
    ['DE?hours=3', '?hours'],
    ['DE/optimal-window', '?durationHours'],
    ['DE/optimal-window?durationHours=0.3', '?durationHours'],
    ['DE/optimal-window?durationHours=-1', '?durationHours'],
    ['DE/optimal-window?durationHours=4&lookAheadHours=NaN', '?lookAheadHours'],
    ['DE/accuracy?days=0', '?days'],
    ['DE/accuracy?days=366', '?days'],
    ['DE/accuracy?horizonHours=4', '?horizonHours'],
  ])('refuses %s without asking anyone', async (path, pointer) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_INPUT', errors: [{ pointer }] });
    expect(caller.calls).toEqual([]);
  });

  it('passes on what forecasting refuses', async () => {
    caller.refusal = new ProblemError({
      status: 422,
      code: 'FORECAST_TOO_SHORT',
      title: 'Forecast too short',
      detail: 'DE: the forecast covers less.',
      extensions: { zone: 'DE', reachesHours: 95.5 },
    });
    expect(await get('DE/optimal-window?durationHours=4&lookAheadHours=96')).toMatchObject({
      status: 422,
      body: { code: 'FORECAST_TOO_SHORT', zone: 'DE', reachesHours: 95.5 },
    });
  });

  it('documents every field of both answers', async () => {
    const docs = (await app.inject({ url: '/docs-json' })).json<{
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
      components: {
        schemas: Record<string, { properties: Record<string, { description?: string; enum?: string[] }> }>;
      };
    }>();
    const names = docs.paths['/api/v1/forecasts/{zone}/optimal-window']?.get.parameters.map(
      ({ name }) => name,
    );
    expect(names?.sort()).toEqual(['basis', 'durationHours', 'lookAheadHours', 'zone']);
    for (const answer of [
      'ForecastAnswer',
      'ForecastPoint',
      'OptimalWindowAnswer',
      'ForecastAccuracyAnswer',
    ]) {
      const properties = Object.entries(docs.components.schemas[answer]?.properties ?? {});
      expect(properties.length).toBeGreaterThan(3);
    }
    expect(docs.components.schemas['ForecastPoint']?.properties['p10']?.description).toMatch(/gCO2eq\/kWh/);
  });
});
