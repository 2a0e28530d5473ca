import { Command } from 'commander';
import { importHistoryCommand } from './import-history/import-history.command';
import { modelsCommand } from './manage-models/models.command';
import { forecastCommand } from './show-forecast/forecast.command';
import { ledgerCommand } from './keep-ledger/ledger.command';
import { reportCommand } from './show-report/report.command';
import { planCommand } from './show-plan/plan.command';

// `ecobe ... | head` closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const program = new Command('ecobe')
  .description('carbon intensity of the grid, and work on it')
  .addCommand(importHistoryCommand())
  .addCommand(forecastCommand())
  .addCommand(planCommand())
  .addCommand(modelsCommand())
  .addCommand(ledgerCommand())
  .addCommand(reportCommand());

void program.parseAsync();
