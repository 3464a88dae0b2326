import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The plugin that the reference solution of 04-cni writes, without a lab: its parts run on a folder of their own. */

const LAB = fileURLToPath(new URL('../labs/04-cni/', import.meta.url));

/** Its text. Parts that only use the plugin are left out. */
export function miniPlugin(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-mini-'));
  try {
    mkdirSync(join(folder, 'net.d'));
    copyFileSync(join(LAB, 'files/bin/mini'), join(folder, 'mini'));
    chmodSync(join(folder, 'mini'), 0o755);
    const [, ...parts] = readFileSync(join(LAB, 'solution.sh'), 'utf8').split(/^# task: .*$/m);
    const script = parts.filter((part) => !part.includes('/run/netns/')).join('\n');
    const here = script.replaceAll('/opt/cni/bin', folder).replaceAll('/etc/cni/net.d', join(folder, 'net.d'));
    execFileSync('bash', ['-eu'], { input: here });
    return readFileSync(join(folder, 'mini'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
