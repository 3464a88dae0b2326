import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, expect, test } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a program that a signal ends on the bundled Node.js has been ended by that signal', async () => {
  const { signal } = await onBundledNode("process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 10_000);");
  expect(signal).toBe('SIGINT');
});

test('a program that ends on the bundled Node.js passes on its exit code', async () => {
  const { exitCode } = await onBundledNode('process.exitCode = 3;');
  expect(exitCode).toBe(3);
});

/** Runs a program as `bin/run.js` does on a Node.js that is too old. */
function onBundledNode(program: string) {
  folder = mkdtempSync(join(tmpdir(), 'netlab-old-node-'));
  const bin = join(folder, 'bin');
  for (const part of ['bin', 'node_modules/node/bin']) mkdirSync(join(folder, part), { recursive: true });
  cpSync(join(checkout, 'bin/old-node.js'), join(bin, 'old-node.js'));
  symlinkSync(process.execPath, join(folder, 'node_modules/node/bin/node'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(bin, 'run.js'), program);
  const old = "import('./bin/old-node.js').then(async (m) => { process.exitCode = await m.runOnBundledNode('99'); })";
  return execa(process.execPath, ['-e', old], { cwd: folder, reject: false, timeout: 20_000 });
}
