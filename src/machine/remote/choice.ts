import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../system/files.ts';
import { type MachineSpec, parseSpec, specText } from './spec.ts';

/** Which machine a command is for, and the words that are left for it. */
export type Choice = { spec: MachineSpec; argv: readonly string[] };

/**
 * The machine of one command: its flag `--machine`, else $NETLAB_MACHINE, else what `netlab machine use` wrote down, else this one. Words behind
 * `--` are not looked at. Throws UsageError for what names no machine.
 */
export function chooseMachine(argv: readonly string[], env: NodeJS.ProcessEnv): Choice {
  const end = argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--');
  const at = argv.findIndex((word, index) => index < end && (word === '--machine' || word.startsWith('--machine=')));
  const flag = argv[at];
  if (flag === undefined) return { spec: parseSpec(env['NETLAB_MACHINE'] || readChoice(env)), argv };
  const isSplit = flag === '--machine';
  const value = isSplit ? (argv[at + 1] ?? '') : flag.slice('--machine='.length);
  return { spec: parseSpec(value), argv: argv.toSpliced(at, isSplit ? 2 : 1) };
}

/** What `netlab machine use` wrote down; `this` when it did not. */
export function readChoice(env: NodeJS.ProcessEnv): string {
  try {
    return readFileSync(choiceFile(env), 'utf8').trim() || 'this';
  } catch {
    return 'this';
  }
}

export function writeChoice(spec: MachineSpec, env: NodeJS.ProcessEnv): void {
  const file = choiceFile(env);
  mkdirSync(dirname(file), { recursive: true });
  replaceFile(file, `${specText(spec)}\n`);
}

/** `$XDG_CONFIG_HOME/netlab/machine` (XDG Base Directory Specification). */
function choiceFile(env: NodeJS.ProcessEnv): string {
  const set = env['XDG_CONFIG_HOME'];
  return join(set?.startsWith('/') ? set : join(env['HOME'] || homedir(), '.config'), 'netlab/machine');
}
