import { hasProgram } from '../../system/programs.ts';
import { type Finished, run } from '../../system/run.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a program in the machine's own network, in plain English; whatever it exits with. */
export function onMachine(argv: readonly string[], input = ''): Promise<Finished> {
  return run(argv, { env: { PATH, LC_ALL: 'C', TZ: 'UTC' }, input });
}

/** What a program printed; nothing when it failed, as where the kernel lacks what it asks about, and when it is not installed. */
export async function printed(argv: readonly string[]): Promise<string> {
  if (!hasProgram(argv[0] ?? '', PATH)) return '';
  const { exitCode, stdout } = await onMachine(argv);
  return exitCode === 0 ? stdout : '';
}

export async function printedLines(argv: readonly string[]): Promise<string[]> {
  return (await printed(argv)).split('\n').filter((line) => line.trim() !== '');
}
