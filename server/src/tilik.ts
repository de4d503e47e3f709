/** The command line: each command is read when it is asked for, so that none waits for the others' libraries. */
const [command, ...rest] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
if (command === undefined || command === '--help') {
  print('tilik import FILE…      Import files as the platforms gave them.');
  print('tilik effect …          Judge a campaign on any series of figures.');
  print('tilik calibrate         How often the judgement is right, on series whose truth is known.');
  print('Each says more with --help.');
  process.exitCode = command === undefined ? 2 : 0;
} else if (command === 'effect') {
  const { effectCommand } = await import('./effect/command.ts');
  process.exitCode = await effectCommand(rest, print);
} else if (command === 'calibrate') {
  const { calibrateCommand } = await import('./effect/calibrate-command.ts');
  process.exitCode = calibrateCommand(rest, print);
} else await import('./cli.ts');

export {};
