import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import { ROOT } from './sandbox.ts';

/** A person who types netlab: root, or an ordinary user. */
export type Person = { name: string; uid: number; gid: number };

/** netlab as somebody has installed it and uses it, with a home of their own. */
export type Installed = {
  person: Person;
  home: string;
  env: Record<string, string>;
  /** Types `netlab ARGS...` and waits; never rejects for an exit code. `world` are words before it, such as `unshare --net`. */
  netlab(
    args: readonly string[],
    options?: { input?: string; timeoutMs?: number; env?: Record<string, string>; world?: readonly string[] },
  ): Promise<Typed>;
  /** Ends every lab of this person and removes their home. */
  leave(): Promise<void>;
};

export type Typed = { exitCode: number | undefined; stdout: string; stderr: string };

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built program was copied, readable for all. */
    installation: string;
    people: Person[];
  }
}

/** Copies the built program to where any user can read it, as an installation would. */
export function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-installed-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'app'));
  for (const part of ['bin', 'dist', 'labs', 'libexec', 'schema', 'package.json', 'oclif.manifest.json']) {
    cpSync(join(ROOT, part), join(folder, 'app', part), { recursive: true });
  }
  cpSync(process.execPath, join(folder, 'node'));
  return folder;
}

/** A fresh home for a person; their labs, progress and files are in it. */
export function asPerson(person: Person): Installed {
  const folder = inject('installation');
  const home = mkdtempSync(join(tmpdir(), `netlab-home-`));
  execChown(home, person);
  const env = {
    HOME: home,
    USER: person.name,
    LOGNAME: person.name,
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
  };
  const netlab: Installed['netlab'] = async (args, options = {}) => {
    const argv = [
      ...become(person),
      ...(options.world ?? []),
      join(folder, 'node'),
      join(folder, 'app/bin/run.js'),
      ...args,
    ];
    const [file = '', ...rest] = argv;
    const result = await execa(file, rest, {
      reject: false,
      env: { ...env, ...options.env },
      extendEnv: false,
      cwd: home,
      input: options.input ?? '',
      timeout: options.timeoutMs ?? 60_000,
    });
    return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  };
  const leave = async () => {
    await netlab(['stop', '--all']);
    rmSync(home, { recursive: true, force: true });
  };
  return { person, home, env, netlab, leave };
}

/** Runs `work` for a person with a home of their own, and leaves nothing of it. */
export async function atHome(person: Person, work: (me: Installed) => Promise<void>): Promise<void> {
  const me = asPerson(person);
  try {
    await work(me);
  } finally {
    await me.leave();
  }
}

/** Writes a file that belongs to the person. */
export function putFile(installed: Installed, path: string, text: string): string {
  const full = join(installed.home, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
  execChown(join(installed.home, path.split('/')[0] ?? path), installed.person);
  return full;
}

/** The words that make a command run as a person. */
export function become(person: Person): string[] {
  if (person.uid === process.getuid?.()) return [];
  return ['/usr/bin/setpriv', '--reuid', String(person.uid), '--regid', String(person.gid), '--init-groups', '--'];
}

function execChown(path: string, person: Person): void {
  if (person.uid === process.getuid?.()) return;
  // chown(2) of a whole tree: tests are the only ones that hand files over.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  spawnSync('chown', ['-R', `${person.uid}:${person.gid}`, path]);
}
