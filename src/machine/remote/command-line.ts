import { shellLine, shellQuote } from '../../system/shell-quote.ts';

/** Variables of a person's environment that say how netlab is to behave and to look. */
const PASSED_ON = ['NO_COLOR', 'FORCE_COLOR', 'DEBUG', 'LANG', 'LC_ALL', 'TZ'];

/** Commands that read standard input for a program of the lab; all others must leave it to whoever called us. */
const READS_INPUT = new Set(['exec', 'shell']);

/** Commands that are about this machine, or about files on it. */
const STAYS_HERE: readonly (readonly string[])[] = [
  ['machine'],
  ['completion'],
  ['complete'],
  ['help'],
  ['lab', 'new'],
  ['lab', 'schema'],
  ['--help'],
  ['--version'],
  ['-h'],
  [],
];

/** Whether a command runs here whatever the machine is. */
export function staysHere(argv: readonly string[]): boolean {
  return STAYS_HERE.some((words) =>
    words.length === 0 ? argv.length === 0 : words.every((word, at) => argv[at] === word),
  );
}

/** Whether a command without a terminal is given our standard input. */
export function readsInput([command = '']: readonly string[]): boolean {
  return READS_INPUT.has(command);
}

/**
 * The line that the other machine's shell runs. It says our version, so that a netlab of another one says so and does nothing; and that it is to
 * work on its own machine; and, `isOnLeash`, that it is interrupted when its standard input ends.
 */
export function remoteLine(
  argv: readonly string[],
  version: string,
  env: NodeJS.ProcessEnv,
  isOnLeash = false,
): string {
  const passed = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
  const leash = isOnLeash ? ['NETLAB_LEASH=1'] : [];
  const settings = [`NETLAB_CALLER=${version}`, 'NETLAB_MACHINE=this', ...leash, ...passed];
  return `exec env ${settings.map(shellQuote).join(' ')} netlab ${shellLine(argv)}`;
}
