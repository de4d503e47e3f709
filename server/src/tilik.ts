/** The command line: each command is read when it is asked for, so that none waits for the others' libraries. */
const [command, ...rest] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
if (command === 'effect') {
  const { effectCommand } = await import('./effect/command.ts');
  process.exitCode = await effectCommand(rest, print);
} else if (command === 'calibrate') {
  const { calibrateCommand } = await import('./effect/calibrate-command.ts');
  process.exitCode = calibrateCommand(rest, print);
} else await import('./cli.ts');

export {};
