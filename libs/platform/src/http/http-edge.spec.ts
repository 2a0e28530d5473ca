import 'reflect-metadata';
import { connect } from 'node:net';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FromDecimalText, IsNumberByRegion, ProblemError } from '@ecobe/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import fc from 'fast-check';
import type { Registry } from 'prom-client';
import { LOG, METRICS, PlatformModule } from '../platform.module';
import { createLog } from '../logging/logger';
import { loadSettings } from '../settings';
import { configureHttp } from './configure-http';
import { httpServer } from './http-server';
import { currentRequestId } from './request-context';

class Part {
  @IsNumber() @Min(0) share: number;
}
class Order {
  @IsString() name: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2)
  @IsString({ each: true })
  @Length(1, 3, { each: true })
  regions?: string[];
  @IsOptional() @IsNumberByRegion(100) latencies?: Record<string, number>;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: Part[];
}
class Horizon {
  @FromDecimalText() @IsInt() @Min(1) @Max(96) hours: number;
}

@Controller()
class ProbeController {
  @Post('orders')
  order(@Body() order: Order) {
    return { accepted: order.name, requestId: currentRequestId() };
  }

  @Get('orders/:id')
  read(@Param('id') id: string, @Query() horizon: Horizon) {
    return { id, hours: horizon.hours };
  }

  @Get('refused')
  refused(): never {
    throw new ProblemError({
      status: 422,
      code: 'NO_ELIGIBLE_REGION',
      title: 'No eligible region',
      detail: 'None is under the limit.',
      extensions: { excluded: [{ region: 'PL' }] },
    });
  }

  @Get('away')
  away(): never {
    throw new ProblemError({ status: 503, code: 'UNAVAILABLE', title: 'Unavailable', detail: 'Away.' });
  }

  @Get('broken')
  broken(): never {
    throw new Error('relation "secret_table" does not exist, api_key=s3cr3t-key');
  }
}

@Module({ imports: [PlatformModule], controllers: [ProbeController] })
class ProbeModule {}

describe('the HTTP edge', () => {
  let app: NestFastifyApplication;
  const lines: string[] = [];
  const log = createLog(loadSettings({ LOG_LEVEL: 'info' }), { write: (line) => void lines.push(line) });

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [ProbeModule] })
      .overrideProvider(LOG)
      .useValue(log)
      .compile();
    app = module.createNestApplication<NestFastifyApplication>(httpServer(), {
      bodyParser: false,
      logger: false,
    });
    configureHttp(app);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/orders',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const problem = (answer: { headers: object; json: () => unknown; statusCode: number }) => {
    const body = answer.json() as Record<string, unknown>;
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/) as string,
      'x-request-id': body['instance'],
    });
    expect(body['status']).toBe(answer.statusCode);
    return body;
  };

  it('repeats a harmless request id, and makes one otherwise', async () => {
    const kept = await post('{"name":"a"}', { 'x-request-id': 'order-7.b' });
    expect(kept.headers['x-request-id']).toBe('order-7.b');
    expect(kept.json()).toEqual({ accepted: 'a', requestId: 'order-7.b' });
    const made = await post('{"name":"a"}', { 'x-request-id': 'x"y' });
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['malformed JSON', '{"name":', 400, 'MALFORMED_JSON'],
    ['a NaN literal', '{"name":"a","parts":[{"share":NaN}]}', 400, 'MALFORMED_JSON'],
    ['an empty body', '', 400, 'MALFORMED_JSON'],
    ['a body above 1 MiB', `{"name":"${'a'.repeat(1_048_577)}"}`, 413, 'BODY_TOO_LARGE'],
    ['a list', '[]', 400, 'INVALID_INPUT'],
    ['a text', '"a"', 400, 'INVALID_INPUT'],
    ['null', 'null', 400, 'INVALID_INPUT'],
    ['deep nesting', `{"name":"a","parts":${'['.repeat(40_000)}${']'.repeat(40_000)}}`, 400, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(status);
    expect(problem(answer)).toMatchObject({ code });
  });

  it.each([
    ['__proto__', '{"name":"a","__proto__":{"x":1}}'],
    ['constructor', '{"name":"a","constructor":{"prototype":{"x":1}}}'],
  ])('calls the key %s what it is, which is no malformed JSON', async (key, body) => {
    const { code, errors } = problem(await post(body));
    expect(code).toBe('INVALID_INPUT');
    expect(errors).toEqual([{ pointer: `/${key}`, detail: `the name "${key}" is not allowed` }]);
  });

  it('says where a body stops being JSON', async () => {
    const { code, detail, errors } = problem(await post('{"name":"a" "parts":[]}'));
    expect(code).toBe('MALFORMED_JSON');
    expect(detail).toBe('The body is not valid JSON at position 12.');
    expect(errors).toEqual([{ pointer: '', detail: 'is not valid JSON at position 12' }]);
  });

  it('points at each fault, through lists and nested objects', async () => {
    const answer = await post('{"nmae":"a","parts":[{"share":1},{"share":-1,"a/b":2},{"share":"2"}]}');
    const { errors, type } = problem(answer);
    expect(type).toBe('urn:ecobe:problem:invalid-input');
    expect(errors).toEqual(
      expect.arrayContaining([
        { pointer: '/nmae', detail: 'is not a known property' },
        { pointer: '/name', detail: 'is required' },
        { pointer: '/parts/1/share', detail: 'share must not be less than 0' },
        {
          pointer: '/parts/2/share',
          detail: 'share must be a number conforming to the specified constraints',
        },
        { pointer: '/parts/1/a~1b', detail: 'is not a known property' },
      ]),
    );
    expect(errors).toHaveLength(5);
  });

  it.each([
    ['an item of another type', { regions: ['FR', null] }, [['/regions/1', 'must be a string']]],
    [
      'two items',
      { regions: ['', 'LONG'] },
      [
        ['/regions/0', 'must be longer than or equal to 1 and shorter than or equal to 3 characters'],
        ['/regions/1', 'must be longer than or equal to 1 and shorter than or equal to 3 characters'],
      ],
    ],
    [
      'an item and the list',
      { regions: ['FR', 'DE', 7] },
      [
        ['/regions', 'regions must contain no more than 2 elements'],
        ['/regions/2', 'must be a string'],
      ],
    ],
    ['a text for a list', { regions: 'FR' }, [['/regions', 'regions must be an array']]],
    ['a member', { latencies: { DE: 1, FR: -1 } }, [['/latencies/FR', 'must be a number from 0 to 100']]],
    [
      'a list for an object',
      { latencies: [1] },
      [
        [
          '/latencies',
          'latencies must be an object of at most 200 region names with a number from 0 to 100 each',
        ],
      ],
    ],
  ])('points at %s, and says only what is wrong first', async (_what, change, faults) => {
    const answer = await post(JSON.stringify({ name: 'a', ...change }));
    expect(problem(answer)['errors']).toEqual(faults.map(([pointer, detail]) => ({ pointer, detail })));
  });

  it('refuses 1e400, which parses to infinity', async () => {
    const answer = await post('{"name":"a","parts":[{"share":1e400}]}');
    expect(problem(answer)['errors']).toEqual([
      { pointer: '/parts/0/share', detail: 'must be a finite number' },
    ]);
  });

  it('refuses a text that no store keeps, wherever it stands', async () => {
    const detail = 'must not hold U+0000 or half of a surrogate pair';
    for (const name of ['a\\u0000', '\\ud800b']) {
      const answer = await post(`{"name":"${name}"}`);
      expect([answer.statusCode, problem(answer)['errors']]).toEqual([400, [{ pointer: '/name', detail }]]);
    }
    const inPath = await app.inject({ url: '/api/v1/orders/a%00b?hours=5' });
    expect([inPath.statusCode, problem(inPath)['errors']]).toEqual([400, [{ pointer: '{id}', detail }]]);
    const inQuery = await app.inject({ url: '/api/v1/orders/7?hours=5%00' });
    expect([inQuery.statusCode, problem(inQuery)['errors']]).toEqual([400, [{ pointer: '?hours', detail }]]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'refuses %s',
    async (type) => {
      const answer = await post('name=a', { 'content-type': type });
      expect(answer.statusCode).toBe(415);
      expect(problem(answer)['code']).toBe('UNSUPPORTED_MEDIA_TYPE');
    },
  );

  it.each([
    ['hours=97', '?hours'],
    ['hours=', '?hours'],
    ['hours=abc', '?hours'],
    ['hours=1&hours=2', '?hours'],
    ['hours=1&horus=2', '?horus'],
    ['hours=1&__proto__=2', '?__proto__'],
    ['hours=0x10', '?hours'],
    ['hours=%2048', '?hours'],
  ])('refuses the query %s', async (query, pointer) => {
    const answer = await app.inject({ url: `/api/v1/orders/7?${query}` });
    expect(answer.statusCode).toBe(400);
    expect(problem(answer)['errors']).toEqual([expect.objectContaining({ pointer })]);
  });

  it.each([
    ['hours=', '?hours', 'is empty: hours must be an integer number'],
    ['hours=abc', '?hours', 'hours must be an integer number'],
    ['hours=97', '?hours', 'hours must not be greater than 96'],
  ])('says of %s only what is wrong with it', async (query, pointer, detail) => {
    const answer = await app.inject({ url: `/api/v1/orders/7?${query}` });
    expect(problem(answer)['errors']).toEqual([{ pointer, detail }]);
  });

  it.each([
    ['POST', '/api/v1/orders?x=1', ['?x']],
    ['POST', '/api/v1/orders?x=1&y', ['?x', '?y']],
    ['POST', '/api/v1/orders?__proto__=1', ['?__proto__']],
    ['GET', '/api/v1/refused?x=1', ['?x']],
  ] as const)('refuses %s %s, which declares no query', async (method, url, pointers) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({
      method,
      url,
      ...(method === 'POST' ? { headers, body: '{"name":"a"}' } : {}),
    });
    const { code, errors } = problem(answer);
    expect(code).toBe('INVALID_INPUT');
    expect(errors).toEqual(pointers.map((pointer) => ({ pointer, detail: 'is not a known property' })));
  });

  it('does not mind a question mark that asks nothing', async () => {
    const headers = { 'content-type': 'application/json' };
    const url = '/api/v1/orders?';
    expect((await app.inject({ method: 'POST', url, headers, body: '{"name":"a"}' })).statusCode).toBe(201);
  });

  it('answers an unknown path 404, and a wrong method 405 with Allow', async () => {
    const unknown = await app.inject({ url: '/api/v1/nothing?api_key=s3cr3t-key' });
    expect(problem(unknown)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(unknown.body).not.toContain('s3cr3t-key');
    const wrongMethod = await app.inject({ method: 'DELETE', url: '/api/v1/orders/7' });
    expect(problem(wrongMethod)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(wrongMethod.headers['allow']).toBe('GET, HEAD');
  });

  it('answers a path that cannot be decoded or is too long as a problem', async () => {
    const bad = await app.inject({ url: '/api/v1/orders/%E0%A4%A' });
    expect(problem(bad)).toMatchObject({ status: 400, code: 'MALFORMED_URL' });
    const long = await app.inject({ url: `/api/v1/orders/${'a'.repeat(201)}` });
    expect(problem(long)).toMatchObject({ status: 414, code: 'URL_TOO_LONG' });
  });

  it('passes on what an operation refuses, and says when to retry', async () => {
    const refused = problem(await app.inject({ url: '/api/v1/refused' }));
    expect(refused).toMatchObject({
      status: 422,
      code: 'NO_ELIGIBLE_REGION',
      excluded: [{ region: 'PL' }],
      type: 'urn:ecobe:problem:no-eligible-region',
    });
    const away = await app.inject({ url: '/api/v1/away' });
    expect(problem(away)['code']).toBe('UNAVAILABLE');
    expect(away.headers['retry-after']).toBe('5');
  });

  it('tells nothing of an unexpected fault, and logs it whole under the request id, secrets out', async () => {
    const answer = await app.inject({ url: '/api/v1/broken', headers: { 'x-request-id': 'find-me' } });
    expect(problem(answer)).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(answer.body).not.toContain('secret_table');
    const line = lines.find((text) => text.includes('secret_table'));
    expect(line).toContain('"requestId":"find-me"');
    expect(line).not.toContain('s3cr3t-key');
  });

  it('logs one line per request without its query', async () => {
    await app.inject({ url: '/api/v1/orders/7?hours=5', headers: { 'x-request-id': 'one-line' } });
    const mine = lines
      .filter((text) => text.includes('one-line'))
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(mine).toEqual([
      expect.objectContaining({ msg: 'request', method: 'GET', path: '/api/v1/orders/7', status: 200 }),
    ]);
  });

  it('counts by route template, never by path', async () => {
    await app.inject({ url: '/api/v1/orders/8?hours=5' });
    await app.inject({ url: '/api/v1/secret-path' });
    const text = await app.get<Registry>(METRICS).metrics();
    expect(text).toMatch(/route="\/api\/v1\/orders\/:id",status="200"/);
    expect(text).toMatch(/route="unmatched",status="404"/);
    expect(text).not.toMatch(/orders\/8|secret-path/);
  });

  it.each([
    ['GARBAGE\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('answers what is no request, and hangs up', async (bytes, status, code) => {
    const { hostname, port } = new URL(await app.getUrl());
    const answer = await new Promise<string>((resolve, reject) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', () => {
        resolve(Buffer.concat(chunks).toString());
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  });

  it('never answers any JSON with a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (body) => {
        const answer = await post(body);
        expect(answer.statusCode).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});
