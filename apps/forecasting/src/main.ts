import 'reflect-metadata';
import { connectStreams } from '@ecobe/messaging';
import { bootService } from '@ecobe/platform';
import { ForecastingModule } from './forecasting.module';

void bootService({ name: 'forecasting', module: ForecastingModule, connect: connectStreams });
