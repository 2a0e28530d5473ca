import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap, OnApplicationShutdown, Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import { healthProbesOf } from '../health/service-health.module';
import { runProbes } from '../health/probes';
import type { HealthProbes } from '../health/probes';
import { ProbeServer } from '../http/probe-server';
import type { Log } from '../logging/logger';
import { LOG, METRICS, SETTINGS } from '../platform.module';
import type { Settings } from '../settings';

const SERVICE = Symbol('service');
/** Without them a service can do nothing; what else is amiss is told by its health, and takes it not out of service. */
const STORES = ['database', 'redis'];

/** Lets a service process be watched, where `ECOBE_PROBE_PORT` says on which port. */
@Module({})
export class ServiceProbesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server: ProbeServer;

  constructor(
    @Inject(SERVICE) private readonly service: string,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(METRICS) private readonly metrics: Registry,
    @Inject(LOG) private readonly log: Log,
    private readonly moduleRef: ModuleRef,
  ) {
    this.server = new ProbeServer(
      { isReady: () => this.isReady(), metrics: () => this.metrics.metrics() },
      (err) => {
        this.log.warn({ service, err }, 'a probe could not be answered');
      },
    );
  }

  /** The service's own module, watched. */
  static around(service: string, module: Type): DynamicModule {
    return {
      module: ServiceProbesModule,
      imports: [module],
      providers: [{ provide: SERVICE, useValue: service }],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { ECOBE_PROBE_PORT: port, HOST } = this.settings;
    if (port === undefined) return;
    collectDefaultMetrics({ register: this.metrics });
    const url = await this.server.listen(port, HOST);
    this.log.info({ service: this.service, probes: url }, 'probes and metrics are served');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.close();
  }

  private async isReady(): Promise<boolean> {
    const probes = this.moduleRef.get<HealthProbes>(healthProbesOf(this.service), { strict: false });
    const stores = Object.fromEntries(Object.entries(probes).filter(([name]) => STORES.includes(name)));
    const { status } = await runProbes(stores, (probe, err) => {
      this.log.warn({ service: this.service, probe, err }, 'health probe failed');
    });
    return status !== 'unhealthy';
  }
}
