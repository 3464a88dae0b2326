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
 * How a command on the other machine learns that it is interrupted here: by the end of its standard input, on a leash; or, when that is our own input, by a
 * second line, {@link watchLine}, to which it is known by its call, a word that no other command has.
 */
export type Rein = { isOnLeash?: boolean; call?: string | undefined };

/**
 * The line that the other machine's shell runs. It says our version, so that a netlab of another one says so and does nothing; and that it is to
 * work on its own machine; and how it learns of an interruption.
 */
export function remoteLine(argv: readonly string[], version: string, env: NodeJS.ProcessEnv, rein: Rein = {}): string {
  const passed = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
  const reins = [...(rein.isOnLeash ? ['NETLAB_LEASH=1'] : []), ...(rein.call ? [mark(rein.call)] : [])];
  const settings = [`NETLAB_CALLER=${version}`, 'NETLAB_MACHINE=this', ...reins, ...passed];
  return `exec env ${settings.map(shellQuote).join(' ')} netlab ${shellLine(argv)}`;
}

/**
 * The line that watches over a call: it reads names of signals and sends each to the call's process group, which is what Ctrl-C does on a terminal; `done` ends
 * it. When its input ends before, the caller or the connection has gone, and the call is hung up on. The call may be about to start: then it waits.
 */
export function watchLine(call: string): string {
  return shellLine(['exec', 'sh', '-c', WATCH, 'sh', mark(call)]);
}

function mark(call: string): string {
  return `NETLAB_CALL=${call}`;
}

/** sshd(8) begins a session with each command, so that the group has the number of the command. proc(5): environ is as the process was given it. */
const WATCH = `
send() {
  for wait in 1 2 3 4 5 6 7 8 9 10; do
    for file in $(grep -ls "$1" /proc/[0-9]*/environ); do
      pid=\${file#/proc/}
      kill -s "$2" -- "-\${pid%/environ}" 2>/dev/null && return
    done
    sleep 0.2
  done
}
while read -r word; do
  [ "$word" != done ] || exit 0
  send "$1" "$word"
done
send "$1" HUP
`;
