import 'reflect-metadata';
import { bootGateway } from '@ecobe/platform';
import { GatewayModule } from './gateway.module';

void bootGateway({ module: GatewayModule });
