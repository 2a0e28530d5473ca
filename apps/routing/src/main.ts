import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootService } from '@ecobe/platform';
import { RoutingModule } from './routing.module';

void bootService({ name: 'routing', module: RoutingModule, connect: connectStreams });
