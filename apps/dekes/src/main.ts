import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootService } from '@ecobe/platform';
import { DekesModule } from './dekes.module';

void bootService({ name: 'dekes', module: DekesModule, connect: connectStreams });
