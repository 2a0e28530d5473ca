import { Controller, Inject, Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken, ModuleMetadata, Type } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { healthOf } from '@ecobe/contracts';
import type { ServiceHealth } from '@ecobe/contracts';
import type { Log } from '../logging/logger';
import { LOG } from '../platform.module';
import { runProbes } from './probes';
import type { HealthProbes } from './probes';

export interface ServiceHealthOptions<Dependencies extends unknown[]> {
  service: string;
  imports?: ModuleMetadata['imports'];
  inject: InjectionToken[];
  /** Names what the service stands on, given what `inject` lists. */
  probes: (...dependencies: Dependencies) => HealthProbes;
}

/** Injection token of the `HealthProbes` of a service: one of its own per service, since several can live in one process. */
export const healthProbesOf = (service: string): symbol => Symbol.for(`ecobe health probes of ${service}`);

/** Lets a service answer `<service>.health`. */
@Module({})
export class ServiceHealthModule {
  static forService<Dependencies extends unknown[]>(
    options: ServiceHealthOptions<Dependencies>,
  ): DynamicModule {
    const token = healthProbesOf(options.service);
    return {
      module: ServiceHealthModule,
      imports: options.imports ?? [],
      providers: [{ provide: token, useFactory: options.probes, inject: options.inject }],
      controllers: [healthController(options.service, token)],
    };
  }
}

/** A class of its own per service, since several services can live in one process. */
function healthController(service: string, probesToken: symbol): Type {
  @Controller()
  class ServiceHealthController {
    constructor(
      @Inject(probesToken) private readonly probes: HealthProbes,
      @Inject(LOG) private readonly log: Log,
    ) {}

    @MessagePattern(healthOf(service).pattern)
    check(): Promise<ServiceHealth> {
      return runProbes(this.probes, (probe, err) => {
        this.log.warn({ service, probe, err }, 'health probe failed');
      });
    }
  }
  return ServiceHealthController;
}
