import { runSyncCommand } from './sync-command.ts';

process.exitCode = await runSyncCommand(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  environment: process.env,
});
