import { Command } from 'commander';
import { importHistoryCommand } from './import-history/import-history.command';

const program = new Command('ecobe')
  .description('carbon intensity of the grid, and work on it')
  .addCommand(importHistoryCommand());

void program.parseAsync();
