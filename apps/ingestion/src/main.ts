import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootService } from '@ecobe/platform';
import { IngestionModule } from './ingestion.module';

void bootService({ name: 'ingestion', module: IngestionModule, connect: connectStreams });
