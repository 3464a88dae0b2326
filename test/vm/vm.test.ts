import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { install } from '../support/installed.ts';
import { DAMAGE, DUMP, LEFTOVERS, OTHERS } from '../support/other-people.ts';
import { startVm, type Vm } from './vm.ts';

/** A real machine: Debian's kernel and systemd in a VM, netlab in it by ./setup, reached by ssh. The tests follow each other in it. */

let installation: string;
let vm: Vm;
beforeAll(async () => {
  installation = install();
  vm = await startVm(installation);
  say(`the VM answered after ${Math.round(vm.bootMs / 1000)} s`);
});
let begun = 0;
beforeEach(() => {
  begun = performance.now();
});
afterEach(async ({ task }) => {
  say(`${task.name}: ${Math.round((performance.now() - begun) / 1000)} s`);
  if (task.result?.state === 'fail') await vm.netlab(['stop', '--all']);
});
afterAll(async () => {
  await vm?.end();
  rmSync(installation, { recursive: true, force: true });
});

test('setup, as an ordinary user, finds the machine ready', async () => {
  const ready = 'netlab is ready. Next: npx netlab start 01-netns';
  expect(await vm.sh('cd netlab && ./setup', 'learner')).toEqual({ exitCode: 0, stdout: ready, stderr: '' });
  expect((await vm.sh('cd netlab && ./setup --check', 'learner')).exitCode).toBe(0);
});

test('the service of a program that setup brought does not run', async () => {
  expect((await vm.sh('systemctl is-enabled nginx; systemctl is-active nginx')).stdout).toBe('disabled\ninactive');
});

test('doctor finds what the kernel of Debian can, and no lab blocked', async () => {
  const { exitCode, stdout } = await vm.sh('netlab doctor', 'learner');
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('This machine is ready.')]);
  const kernel = stdout.replace(/\s+/g, ' ');
  for (const feature of ['vlan', 'dummy', 'ipvlan', 'wireguard', 'netem', 'vrf', 'gre'])
    expect(kernel).toMatch(RegExp(`\\b${feature},`));
});

test('a lab in the sandbox of an ordinary user is started, solved and stopped from outside', async () => {
  const before = await dump();
  expect(await vm.netlab(['machine', 'use', vm.spec('learner')])).toMatchObject({ exitCode: 0, stderr: '' });
  await doLab('03-nat', [], 'learner');
  expect(await dump()).toEqual(before);
});

test('every lab starts on the kernel of Debian', async () => {
  const labs: { id: string }[] = JSON.parse((await vm.sh('netlab list --json', 'learner')).stdout);
  const failed: string[] = [];
  for (const { id } of labs) {
    const { exitCode, stderr } = await vm.netlab(['start', id, '--no-shell'], 'learner');
    if (exitCode !== 0) failed.push(`${id}: ${stderr}`);
    await vm.netlab(['stop', '--all'], 'learner');
  }
  expect([labs.length > 0, failed]).toEqual([true, []]);
}, 3_000_000);

test.each([
  ['reboot', 'systemctl reboot'],
  ['failing power', 'echo b >/proc/sysrq-trigger'],
])('after a %s in the middle of a direct lab, stop finishes from the journal', async (_, line) => {
  expect(await vm.netlab(['start', '02-bridge', '--direct', '--no-shell'])).toMatchObject({ exitCode: 0 });
  await vm.sh('sync');
  say(`the VM was back after ${Math.round(await vm.reboot(line))} s`);
  const booted = await dump();
  expect((await vm.netlab(['status'])).stdout).toContain('02-bridge');
  expect(await vm.netlab(['stop'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect((await vm.netlab(['status'])).stdout).toContain('No lab is running');
  // Of the lab only the empty folder that its files were mounted on has outlived the boot.
  expect(await dump()).toEqual(booted.filter((one) => one !== 'netlab'));
});

test('a lab in direct mode is started, solved and stopped from outside, beside other people', async () => {
  await plantOthers();
  const before = await dump();
  await doLab('01-netns', ['--direct']);
  expect(await dump()).toEqual(before);
});

test('what a learner left and broke is put back, also with the legacy iptables', async () => {
  await plantOthers();
  const before = await dump();
  for (const form of ['legacy', 'nft']) {
    await vm.sh(`update-alternatives --set iptables /usr/sbin/iptables-${form}`);
    expect(await vm.netlab(['start', '02-bridge', '--direct', '--no-shell'])).toMatchObject({ exitCode: 0 });
    expect(await vm.sh(LEFTOVERS)).toMatchObject({ exitCode: 0 });
    expect(await vm.sh(DAMAGE)).toMatchObject({ exitCode: 0 });
    expect(
      await vm.sh('iptables-legacy -F; iptables-legacy -P FORWARD ACCEPT; iptables-legacy -t nat -F'),
    ).toMatchObject({ exitCode: 0 });
    expect(await vm.netlab(['stop'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await dump()).toEqual(before);
  }
});

test('a start that is killed is undone by stop', async () => {
  await plantOthers();
  const before = await dump();
  for (const seconds of [4, 6, 8]) {
    await vm.sh(`timeout -s KILL ${seconds} netlab start 02-bridge --direct --no-shell`);
    expect(await vm.netlab(['stop', '02-bridge'])).toMatchObject({ exitCode: 0 });
    expect(await dump()).toEqual(before);
  }
});

/** Kinds of links that only a kernel with its modules has, and rules that the legacy iptables keeps beside those of nftables. */
const MORE_OTHERS = `
  ip link add name dummy9 type dummy
  ip address add 10.8.8.1/24 dev dummy9
  ip link set dummy9 up
  ip link add link br9 name br9.5 type vlan id 5
  ip link set br9.5 up
  ip link add name wg9 type wireguard
  iptables-legacy -A FORWARD -s 10.9.9.0/24 -j ACCEPT
  iptables-legacy -P FORWARD DROP
  iptables-legacy -t nat -A POSTROUTING -s 10.8.8.0/24 -j MASQUERADE
`;

/** Other people's things, if they are not there yet: each test may run alone. */
async function plantOthers(): Promise<void> {
  if ((await vm.sh('ip link show br9')).exitCode === 0) return;
  expect(await vm.sh(OTHERS + MORE_OTHERS)).toMatchObject({ exitCode: 0 });
}

/** The VM's network; what netlab keeps in root's home stays, and systemd mounts in any order. */
async function dump(): Promise<string[]> {
  const lines = (await vm.sh(DUMP)).stdout.split('\n');
  return lines
    .filter((line) => !['.cache', '.local', 'netlab-work'].includes(line))
    .map((line) => line.replace(/pipe_ino=\d+/, ''))
    .toSorted();
}

async function doLab(lab: string, flags: readonly string[], user: 'learner' | 'root' = 'root'): Promise<void> {
  const netlab = (args: readonly string[]) => vm.netlab(args, user);
  const started = await netlab(['start', lab, '--no-shell', ...flags]);
  expect(started.exitCode, started.stderr).toBe(0);
  const { exitCode, stdout } = await netlab(['check', '--json']);
  expect(exitCode).toBe(1);
  const last = JSON.parse(stdout).tasks.at(-1).id;
  expect(await netlab(['solution', last, '--apply', '--yes'])).toMatchObject({ exitCode: 0 });
  const check = await netlab(['check', '--verbose']);
  expect(check.exitCode, check.stdout).toBe(0);
  expect(await netlab(['stop'])).toMatchObject({ exitCode: 0, stderr: '' });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
