// As imports they would have everything evaluated that they can export; see scripts/builtins.js.
const [{ existsSync, readFileSync }, { enableCompileCache }, { homedir }] = ['fs', 'module', 'os'].map((name) =>
  process.getBuiltinModule(`node:${name}`),
);

/** Starts the built program, with V8's compiled code kept in the user's cache directory. */
export async function start() {
  standSomewhere();
  if (process.env.NETLAB_LEASH) obeyLeash();
  process.stdout.on('error', giveUp);
  const cache = process.env.XDG_CACHE_HOME?.startsWith('/')
    ? process.env.XDG_CACHE_HOME
    : `${process.env.HOME || homedir()}/.cache`;
  // Node.js loops for ever when the cache directory cannot be made below /proc.
  if (!cache.startsWith('/proc')) enableCompileCache(`${cache}/netlab/v8`);
  const root = import.meta.dirname.replace(/bin$/, '');
  if (await ranElsewhere(root)) return;
  const { execute } = await import('../dist/oclif.js');
  await execute({ dir: root, loadOptions: { root, userPlugins: false } });
}

/** Whether the command was for another machine and has run there. `--machine` is taken out of the command line. */
async function ranElsewhere(root) {
  const { argv, env } = process;
  const caller = env.NETLAB_CALLER;
  const config = env.XDG_CONFIG_HOME?.startsWith('/') ? env.XDG_CONFIG_HOME : `${env.HOME || homedir()}/.config`;
  const isChosen =
    env.NETLAB_MACHINE || argv.some((word) => /^--machine(=|$)/.test(word)) || existsSync(`${config}/netlab/machine`);
  if (!caller && !isChosen) return false;
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  if (caller && caller !== version) {
    process.stderr.write(
      `netlab: this machine has netlab ${version}, and the netlab that calls it is ${caller}\n  try: the same version on both\n`,
    );
    process.exitCode = 2;
    return true;
  }
  if (!isChosen) return false;
  const { dispatch } = await import('../dist/elsewhere.js');
  const done = await dispatch(argv.slice(2), { root, version, env });
  if ('exitCode' in done) process.exitCode = done.exitCode;
  else process.argv = [...argv.slice(0, 2), ...done.argv];
  return 'exitCode' in done;
}

/**
 * Who called us from another machine holds the other end of our standard input, and lets go of it on Ctrl-C or when it ends: then we are
 * interrupted, as by Ctrl-C here. By itself it does not keep us.
 */
function obeyLeash() {
  delete process.env.NETLAB_LEASH;
  process.stdin.on('end', () => process.kill(process.pid, 'SIGINT')).on('error', () => {});
  process.stdin.resume();
  process.stdin.unref?.();
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
