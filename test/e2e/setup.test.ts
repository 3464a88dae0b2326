import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type Finished, run } from '../../src/system/run.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
/** All that setup itself uses to look around. */
const TOOLS = ['cat', 'dirname', 'find', 'grep', 'head', 'id', 'mktemp', 'rm', 'sh', 'tail'];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('setup says how it is used', async () => {
  const { exitCode, stdout } = await run([join(checkout, 'setup'), '--help']);
  expect({ exitCode, usage: stdout.split('\n')[0] }).toEqual({
    exitCode: 0,
    usage: 'usage: ./setup [--check] [--yes] [--only packages|build]',
  });
});

test('setup refuses what it does not know', async () => {
  const { exitCode, stderr } = await run([join(checkout, 'setup'), '--frobnicate']);
  expect({ exitCode, usage: stderr.split('\n')[0] }).toEqual({
    exitCode: 2,
    usage: 'usage: ./setup [--check] [--yes] [--only packages|build]',
  });
});

const names: [string, string, string[]][] = [
  ['apt-get', 'Debian', ['bubblewrap', 'uidmap', 'iputils-arping', 'shellcheck']],
  ['dnf', 'Fedora', ['bubblewrap', 'shadow-utils', 'iputils', 'ShellCheck']],
  ['pacman', 'Arch', ['bubblewrap', 'shadow', 'iputils', 'shellcheck']],
  ['zypper', 'openSUSE', ['bubblewrap', 'shadow', 'iputils', 'ShellCheck']],
  ['apk', 'Alpine', ['bubblewrap', 'shadow-uidmap', 'iputils', 'shellcheck']],
];

test.for(names)('where there is %s, packages have the names of %s', async ([manager, , packages]) => {
  const { exitCode, stdout } = await setupWith(bareMachine(manager), ['--check']);
  const told = /^packages that bring them: (.*)$/m.exec(stdout)?.[1]?.split(' ');
  expect(exitCode).toBe(2);
  expect(told).toEqual(expect.arrayContaining(packages));
  expect(new Set(told).size).toBe(told?.length);
  expect(stdout).toMatch(/^scripts that build them: libexec\/coredns\/install$/m);
});

test('a machine without a package manager we know gets the list of programs', async () => {
  const { exitCode, stdout, stderr } = await setupWith(bareMachine(), []);
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^Missing on this machine: bwrap newuidmap/);
  expect(stderr).toContain('install these programs yourself');
});

test('an installation that brings nothing is noticed', async () => {
  const machine = bareMachine('dnf');
  const { exitCode, stderr } = await setupWith(machine, []);
  if (process.getuid?.() === 0) {
    expect(readFileSync(join(machine, 'asked'), 'utf8')).toMatch(/^install -y bubblewrap/);
    expect(stderr).toContain('still missing after the installation: bwrap');
  } else {
    expect(stderr).toContain('Let root run:\n  dnf install -y bubblewrap');
  }
  expect(exitCode).toBe(2);
});

test('netlab is built also where dist is a mount, as in the VM of the Vagrantfile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-setup-'));
  folders.push(folder);
  for (const part of ['bin', 'labs', 'libexec', 'scripts', 'src', 'package.json']) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'dist'));
  const line =
    'cd "$1" && mount -t tmpfs tmpfs dist && touch dist/old && "$2" scripts/build.js && ls dist/old dist/oclif.js';
  const world = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', line, 'sh', folder, process.execPath];
  const { exitCode, stdout, stderr } = await run(world, { timeoutMs: 100_000 });
  expect([exitCode, stdout, stderr]).toEqual([2, 'dist/oclif.js\n', expect.stringContaining("'dist/old'")]);
});

/** A checkout on a machine that has little more than a shell and the named package manager, which installs nothing. */
function bareMachine(manager?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-setup-'));
  folders.push(folder);
  mkdirSync(join(folder, 'bin'));
  for (const tool of TOOLS) symlinkSync(whichOf(tool), join(folder, 'bin', tool));
  if (manager !== undefined) {
    writeFileSync(join(folder, 'bin', manager), `#!/bin/sh\necho "$@" >'${folder}/asked'\n`);
    chmodSync(join(folder, 'bin', manager), 0o755);
  }
  for (const part of ['setup', 'libexec', 'package.json', 'package-lock.json']) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  return folder;
}

function setupWith(folder: string, args: readonly string[]): Promise<Finished> {
  return run([join(folder, 'setup'), ...args], { env: { PATH: join(folder, 'bin') }, timeoutMs: 60_000 });
}

function whichOf(tool: string): string {
  return tool === 'sh' ? '/bin/sh' : `/usr/bin/${tool}`;
}
