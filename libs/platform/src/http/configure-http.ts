import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Registry } from 'prom-client';
import type { Log } from '../logging/logger';
import { LOG, METRICS } from '../platform.module';
import { boundAnswers } from './answer-deadline';
import { documentApi } from './api-docs';
import { DeclaredQueryGuard } from './declared-query.guard';
import { InputPipe } from './input.pipe';
import { readJsonBodies } from './json-body';
import { partFromClients } from './parting';
import { ProblemFilter } from './problem.filter';
import { observeRequests } from './request-observer';
import { RouteTable } from './route-table';

const OUTSIDE_THE_API = ['health', 'health/live', 'health/ready', 'metrics'];

/** Everything about HTTP that all operations share. Call once, before the application is initialised. */
export function configureHttp(app: NestFastifyApplication): void {
  const log = app.get<Log>(LOG);
  const server = app.getHttpAdapter().getInstance();
  const routes = new RouteTable();
  routes.watch(server);
  observeRequests(server, log, app.get<Registry>(METRICS));
  boundAnswers(server);
  partFromClients(server);
  readJsonBodies(server);
  server.removeContentTypeParser('text/plain');
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
  app.useGlobalGuards(new DeclaredQueryGuard());
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter(log, routes));
  documentApi(app);
}
