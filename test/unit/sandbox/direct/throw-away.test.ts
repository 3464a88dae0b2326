import { expect, test } from 'vitest';
import { isVirtual, type Traces } from '../../../../src/sandbox/direct/throw-away.ts';

/** A laptop: nothing tells of a hypervisor or of a container. */
const laptop: Traces = {
  cpuinfo: 'processor\t: 0\nflags\t\t: fpu vme vmx sse\n',
  vendor: 'LENOVO\n',
  product: '20XW00AAGE\n',
  hypervisor: '',
  cgroup: '0::/init.scope\n',
  version: 'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)\n',
  environ: 'HOME=/\0TERM=linux\0',
  marked: false,
};

test('a laptop is no throw-away machine', () => {
  expect(isVirtual(laptop)).toBe(false);
});

test.each<[string, Partial<Traces>]>([
  ['any guest of a hypervisor on x86', { cpuinfo: 'flags\t\t: fpu vme hypervisor sse\n' }],
  ['QEMU on any processor', { vendor: 'QEMU\n' }],
  ['VirtualBox', { product: 'VirtualBox\n', vendor: 'innotek GmbH\n' }],
  ['Hyper-V', { product: 'Virtual Machine\n', vendor: 'Microsoft Corporation\n' }],
  ['Xen', { hypervisor: 'xen\n' }],
  ['Docker, by its file', { marked: true }],
  ['Docker, by its cgroup', { cgroup: '0::/system.slice/docker-0123.scope\n' }],
  ['a pod', { cgroup: '1:name=systemd:/kubepods/besteffort/pod1/2\n' }],
  ['systemd-nspawn', { environ: 'TERM=linux\0container=systemd-nspawn\0' }],
  ['WSL2', { version: 'Linux version 5.15.90.1-microsoft-standard-WSL2\n' }],
])('%s is one', (_, traces) => {
  expect(isVirtual({ ...laptop, ...traces })).toBe(true);
});

test.each<[string, Partial<Traces>]>([
  ['a host with KVM', { cpuinfo: 'flags\t\t: vmx\nbugs\t: mmio_stale_data no hypervisor\n' }],
  ['a laptop by Microsoft', { vendor: 'Microsoft Corporation\n', product: 'Surface Laptop 4\n' }],
])('%s is none', (_, traces) => {
  expect(isVirtual({ ...laptop, ...traces })).toBe(false);
});
