import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootService } from '@ecobe/platform';
import { CreditsModule } from './credits.module';

void bootService({ name: 'credits', module: CreditsModule, connect: connectStreams });
