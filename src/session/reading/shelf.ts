import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Shelf } from './kept.ts';

/** Written in by scripts/build.js: what the built program was made from. */
declare const NETLAB_BUILD: string | undefined;

/** Where labs that have been read are kept; undefined when netlab runs from its source, which may change any time. `root` is the program's folder. */
export function shelfOf(root: string, env: NodeJS.ProcessEnv): Shelf | undefined {
  if (typeof NETLAB_BUILD === 'undefined') return undefined;
  const set = env['XDG_CACHE_HOME'];
  const cache = set?.startsWith('/') ? set : join(env['HOME'] || homedir(), '.cache');
  return { build: NETLAB_BUILD, own: join(root, 'dist/kept'), personal: join(cache, 'netlab/labs') };
}
