import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiExtraModels, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ForecastAnswer } from './forecasting.answer';
import { HistoryResponse, RegionIntensity } from './ingestion.answer';

@Controller()
@ApiExtraModels(ForecastAnswer, HistoryResponse, RegionIntensity)
class AnswersController {
  @Get()
  read(): string {
    return '';
  }
}

describe('the provenance of answers', () => {
  it('is documented in each of them, inherited as it is', async () => {
    const module = await Test.createTestingModule({ controllers: [AnswersController] }).compile();
    const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
    const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const required = (name: string) => {
      const schema = components?.schemas?.[name];
      return schema !== undefined && 'required' in schema ? schema.required : [];
    };
    const series = ['region', 'zone', 'signal', 'basis'];
    expect(required('HistoryResponse')).toEqual(expect.arrayContaining(series));
    expect(required('ForecastAnswer')).toEqual(
      expect.arrayContaining([...series, 'source', 'quality', 'issuedAt', 'ageSeconds', 'model', 'skipped']),
    );
    expect(required('RegionIntensity')).toEqual(
      expect.arrayContaining([...series, 'source', 'quality', 'validAt', 'ageSeconds', 'carbonIntensity']),
    );
    expect(components?.schemas?.['ForecastAnswer']).toMatchObject({
      properties: { quality: { enum: ['forecast', 'simulated'] } },
    });
  });
});
