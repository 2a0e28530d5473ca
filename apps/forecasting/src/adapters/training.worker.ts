import { TRAINERS } from '@ecobe/forecast';
import { serveTraining } from '../features/train-model/serve-training';

void serveTraining(TRAINERS);
