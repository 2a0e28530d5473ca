import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CheckHealth } from './check-health.use-case';
import { HealthDto, LivenessDto, ReadinessDto } from './health.dto';

const AWAY_STATUS = 503;

@ApiTags('Health')
@Controller('health')
export class CheckHealthController {
  constructor(private readonly health: CheckHealth) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'State of the whole: stores, services, sources of data' })
  @ApiOkResponse({ type: HealthDto, description: 'All is well, or degraded but serving' })
  @ApiServiceUnavailableResponse({ type: HealthDto, description: 'A store or a service is away' })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthDto> {
    const health = await this.health.execute();
    if (health.status === 'unhealthy') void reply.status(AWAY_STATUS);
    return health;
  }

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process answers at all' })
  @ApiOkResponse({ type: LivenessDto })
  live(): LivenessDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether requests can be served: the database and Redis answer' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiServiceUnavailableResponse({ type: ReadinessDto, description: 'A store is away' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    if (await this.health.isReady()) return { status: 'ok' };
    void reply.status(AWAY_STATUS);
    return { status: 'unhealthy' };
  }
}
