import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { talk, type World } from './by-shell.ts';
import type { Hosts } from './hosts.ts';

const PYTHON = '/usr/bin/python3';

/** Why Mininet cannot be measured here: it needs root, and Debian's package `mininet` with `bridge-utils`. */
export function noMininet(): string | undefined {
  if (process.getuid?.() !== 0) return 'Mininet needs root';
  return existsSync('/usr/bin/mn') ? undefined : 'Mininet is not installed (Debian: mininet, bridge-utils)';
}

/** Mininet with its Linux bridge and no controller, in a network namespace of its own so that the machine's stays as it is. */
export function byMininet({ count, pinged }: Hosts): Promise<World> {
  const script = fileURLToPath(new URL('by-mininet.py', import.meta.url));
  return talk('unshare', ['--net', '--mount', PYTHON, script, String(count), pinged.join(',')]);
}
