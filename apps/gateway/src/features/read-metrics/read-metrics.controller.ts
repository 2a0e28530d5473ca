import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { METRICS } from '@ecobe/platform';
import { collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';

/** Metrics of this process in the text form of Prometheus. */
@ApiExcludeController()
@Controller('metrics')
export class ReadMetricsController {
  constructor(@Inject(METRICS) private readonly metrics: Registry) {
    collectDefaultMetrics({ register: metrics });
  }

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return this.metrics.metrics();
  }
}
