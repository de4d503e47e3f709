/** The command line: each command is read when it is asked for, so that none waits for the others' libraries. */
// What is written is for the user who runs it alone.
process.umask(0o077);
const [command, ...rest] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);
if (command === undefined || command === '--help') {
  print('tilik import FILE…      Import files as the platforms gave them.');
  print('tilik effect …          Judge a campaign on any series of figures.');
  print('tilik calibrate         How often the judgement is right, on series whose truth is known.');
  print('tilik backup            Copy the database while Tilik runs, and look the copy through.');
  print('tilik restore FILE      Put a backup in the place of the database.');
  print('tilik doctor            Look whether everything is as it should be.');
  print('tilik vacuum            Give the disk back what the database no longer needs.');
  print('tilik user …            People with an account: list, add, link, role, ban.');
  print('tilik key …             Keys by which programs come in: list, add, revoke.');
  print('Each says more with --help.');
  process.exitCode = command === undefined ? 2 : 0;
} else if (command === 'effect') {
  const { effectCommand } = await import('./effect/command.ts');
  process.exitCode = await effectCommand(rest, print);
} else if (command === 'calibrate') {
  const { calibrateCommand } = await import('./effect/calibrate-command.ts');
  process.exitCode = calibrateCommand(rest, print);
} else if (['backup', 'restore', 'doctor', 'vacuum'].includes(command)) {
  const { operationCommand } = await import('./operations/command.ts');
  const world = { env: process.env, print, complain, now: () => new Date() };
  process.exitCode = await operationCommand([command, ...rest], world);
} else if (command === 'user' || command === 'key') {
  const { accountCommand } = await import('./access/account-command.ts');
  const world = { env: process.env, print, complain, now: () => new Date() };
  process.exitCode = await accountCommand(command, rest, world);
} else await import('./cli.ts');

export {};
