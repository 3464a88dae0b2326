import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Starts the built program, with V8's compiled code kept in the user's cache directory. */
export async function start() {
  standSomewhere();
  process.stdout.on('error', giveUp);
  const cache = process.env.XDG_CACHE_HOME?.startsWith('/')
    ? process.env.XDG_CACHE_HOME
    : `${process.env.HOME || homedir()}/.cache`;
  // Node.js loops for ever when the cache directory cannot be made below /proc.
  if (!cache.startsWith('/proc')) enableCompileCache(`${cache}/netlab/v8`);
  const { execute } = await import('../dist/oclif.js');
  await execute({
    dir: fileURLToPath(new URL('..', import.meta.url)),
    loadOptions: { root: fileURLToPath(new URL('..', import.meta.url)), userPlugins: false },
  });
}

/** A working directory that was deleted has no name any more, and everything that asks for it would fail. */
function standSomewhere() {
  try {
    process.cwd();
  } catch {
    process.chdir('/');
  }
}

/** Nobody reads any more (a closed pipe), or what reads is full. */
function giveUp(error) {
  if (error.code !== 'EPIPE') process.stderr.write(`netlab: cannot write its output: ${error.message}\n`);
  process.exit(2);
}
