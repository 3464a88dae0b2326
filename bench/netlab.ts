import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** The built program, with a state directory of its own, and no lab that it has read before. */
export type Netlab = {
  home: string;
  /** Types `netlab ARGS…`. Rejects for an exit code that is not expected. */
  type(
    args: readonly string[],
    options?: { expect?: number; input?: string; env?: Record<string, string> },
  ): Promise<string>;
  /** Ends every lab and removes the home. */
  leave(): Promise<void>;
};

export function ownNetlab(): Netlab {
  const home = mkdtempSync(join(tmpdir(), 'netlab-bench-'));
  const own = {
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CACHE_HOME: cacheHome(home),
    NETLAB_WORK: join(home, 'work'),
    NO_COLOR: '1',
  };
  const type: Netlab['type'] = async (args, { expect = 0, input = '', env = {} } = {}) => {
    const argv = [join(ROOT, 'bin/run.js'), ...args];
    const ran = await execa(process.execPath, argv, { reject: false, input, env: { ...own, ...env } });
    if (ran.exitCode === expect) return ran.stdout;
    throw new Error(
      `netlab ${args.join(' ')}: exit code ${ran.exitCode} and not ${expect}\n${ran.stdout}\n${ran.stderr}`,
    );
  };
  const leave = async () => {
    await type(['stop', '--all']);
    rmSync(home, { recursive: true, force: true });
  };
  return { home, type, leave };
}

/** A cache directory without labs, and with what V8 has compiled: that is there after the first command that a person ever types. */
function cacheHome(home: string): string {
  const set = process.env['XDG_CACHE_HOME'];
  const compiled = join(set?.startsWith('/') ? set : join(homedir(), '.cache'), 'netlab/v8');
  mkdirSync(compiled, { recursive: true });
  mkdirSync(join(home, 'cache/netlab'), { recursive: true });
  symlinkSync(compiled, join(home, 'cache/netlab/v8'));
  return join(home, 'cache');
}
