import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Runs the program again on the Node.js that a checkout brings along as a package, or says what is wanted. Returns the exit code; ended by a signal, this process is, too. */
export function runOnBundledNode(wanted) {
  const bundled = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (process.env.NETLAB_NODE_TRIED || !existsSync(bundled)) {
    process.stderr.write(
      `netlab needs Node.js ${wanted} or newer; this is ${process.versions.node}. Run ./setup, or install a newer Node.js.\n`,
    );
    return 2;
  }
  const program = fileURLToPath(new URL('./run.js', import.meta.url));
  const child = spawn(bundled, [program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, NETLAB_NODE_TRIED: '1' },
  });
  // A signal for the whole terminal reaches the child by itself; one for this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      if (signal === null) return resolve(code);
      // A shell goes on after an exit code, and ends its loop after a signal.
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  });
}
