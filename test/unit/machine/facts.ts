import { readFileSync } from 'node:fs';
import type { Facts, Host, ProgramFact } from '../../../src/machine/facts.ts';
import { parsePrograms } from '../../../src/machine/programs.ts';

export const table = readFileSync(new URL('../../../libexec/programs.txt', import.meta.url), 'utf8');

/** A fresh Debian on which everything is as it should be. */
export const debian: Host = {
  distribution: 'Debian GNU/Linux 12 (bookworm)',
  family: ['debian'],
  kernel: '6.1.0-42-amd64',
  user: 'learner',
  isRoot: false,
  manager: 'apt',
  rootBy: 'sudo',
  hasSystemd: true,
};

export const goodFacts: Facts = {
  host: debian,
  programs: parsePrograms(table).map((program): ProgramFact => ({ program, state: 'there' })),
  identity: {
    kind: 'range',
    uid: 1000,
    gid: 1000,
    subuid: { first: 100000, count: 65535 },
    subgid: { first: 100000, count: 65535 },
  },
  grantedIds: [{ first: 100000, count: 65536 }],
  settings: { maxUserNamespaces: '62000', unprivilegedClone: '1', apparmorRestricts: undefined },
  rivalProfiles: [],
  sandbox: { ms: 30 },
  untried: [],
  features: [
    { feature: 'bridge', works: true, command: 'ip link add name try0 type bridge', said: '' },
    { feature: 'vxlan', works: true, command: 'ip link add name try0 type vxlan', said: '' },
  ],
  loadable: [],
  labs: [
    { id: '01-netns', requires: [], programs: ['ip'] },
    { id: '03-nat', requires: [], programs: ['ip', 'iptables', 'nginx', 'tcpdump'] },
    { id: '09-vxlan', requires: ['vxlan'], programs: ['ip'] },
  ],
  node: { version: '24.21.0', path: '/usr/bin/node' },
  otherNetlab: undefined,
  state: { path: '/home/learner/.local/state/netlab', gone: [] },
  root: '/home/learner/netlab',
};

/** The same machine without some programs. */
export function without(...names: string[]): Facts {
  const programs = goodFacts.programs.map((fact): ProgramFact => {
    return names.includes(fact.program.name) ? { ...fact, state: 'absent' } : fact;
  });
  return { ...goodFacts, programs };
}
