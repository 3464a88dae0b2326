import type { Hook } from '@oclif/core/hooks';
import { didYouMean } from '../lab/problems/nearest.ts';

/** oclif calls this for a command that does not exist: the nearest name is worth more than a list. */
const commandNotFound: Hook.CommandNotFound = async ({ id, config }) => {
  const typed = id.replaceAll(':', ' ');
  const known = config.commands.filter(({ hidden }) => !hidden).map((command) => command.id.replaceAll(':', ' '));
  process.stderr.write(
    `netlab: there is no command "${typed}"${didYouMean(typed, known, 'the commands are')}\n  try: netlab --help\n`,
  );
  process.exit(2);
};

export default commandNotFound;
