import { expect, test } from 'vitest';
import { judge, reportOf } from '../../../src/machine/examine.ts';
import type { Facts } from '../../../src/machine/facts.ts';
import { isReady } from '../../../src/machine/finding.ts';
import { debian, goodFacts, without } from './facts.ts';

const noSandbox = { sandbox: { failure: 'cannot open a sandbox: bwrap: No permissions', next: [] }, features: [] };
const single = { identity: { kind: 'single', uid: 1000, gid: 1000 } } as const;
const noVxlan: Facts['features'] = [
  { feature: 'vxlan', works: false, command: 'ip link add', said: 'Error: Unknown device type.' },
];

/** Title, what differs from a good machine, the finding, its status, the labs it blocks, its first mend. */
const cases: [string, Facts, string, 'missing' | 'warning', string[], string | undefined][] = [
  [
    'a program that every lab needs blocks them all',
    without('ip'),
    'ip',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    'sudo apt-get install -y --no-install-recommends iproute2',
  ],
  [
    'a program that one lab uses blocks that lab',
    without('tcpdump'),
    'tcpdump',
    'missing',
    ['03-nat'],
    'sudo apt-get install -y --no-install-recommends tcpdump',
  ],
  [
    'a program that no lab uses blocks nothing',
    without('dnsmasq'),
    'dnsmasq',
    'warning',
    [],
    'sudo apt-get install -y --no-install-recommends dnsmasq-base',
  ],
  [
    'packages have the names of the distribution',
    { ...without('conntrack'), host: { ...debian, manager: 'dnf' } },
    'conntrack',
    'warning',
    [],
    'sudo dnf install -y conntrack-tools',
  ],
  [
    'root needs no sudo',
    { ...without('tcpdump'), host: { ...debian, isRoot: true } },
    'tcpdump',
    'missing',
    ['03-nat'],
    'apt-get install -y --no-install-recommends tcpdump',
  ],
  [
    'nginx is installed without being started',
    without('nginx'),
    'nginx',
    'missing',
    ['03-nat'],
    'sudo systemctl mask nginx.service',
  ],
  [
    'a program without a package is built by a script of netlab',
    without('coredns'),
    'coredns',
    'warning',
    [],
    '/home/learner/netlab/libexec/coredns/install',
  ],
  [
    'what builds it is installed first',
    without('coredns', 'go'),
    'coredns',
    'warning',
    [],
    'sudo apt-get install -y --no-install-recommends golang-go',
  ],
  [
    'an unknown distribution gets no command',
    { ...without('tcpdump'), host: { ...debian, manager: undefined } },
    'tcpdump',
    'missing',
    ['03-nat'],
    undefined,
  ],
  [
    'without bubblewrap no sandbox opens, and only its installation is the mend',
    { ...without('bwrap'), ...noSandbox },
    'sandbox',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    undefined,
  ],
  [
    'forbidden user namespaces are recognised',
    { ...goodFacts, ...noSandbox, settings: { ...goodFacts.settings, maxUserNamespaces: '0' } },
    'sandbox',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    'sudo sysctl -w user.max_user_namespaces=65536',
  ],
  [
    'a kernel that keeps user namespaces for root is recognised',
    { ...goodFacts, ...noSandbox, settings: { ...goodFacts.settings, unprivilegedClone: '0' } },
    'sandbox',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  ],
  [
    "Ubuntu's AppArmor restriction gets a profile",
    { ...goodFacts, ...noSandbox, settings: { ...goodFacts.settings, apparmorRestricts: '1' } },
    'sandbox',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    'sudo cp /home/learner/netlab/libexec/apparmor-bwrap /etc/apparmor.d/netlab-bwrap',
  ],
  [
    "Ubuntu's own profile for bubblewrap is switched off first",
    {
      ...goodFacts,
      ...noSandbox,
      settings: { ...goodFacts.settings, apparmorRestricts: '1' },
      rivalProfiles: ['bwrap-userns-restrict'],
    },
    'sandbox',
    'missing',
    ['01-netns', '03-nat', '09-vxlan'],
    'sudo ln -sf /etc/apparmor.d/bwrap-userns-restrict /etc/apparmor.d/disable/bwrap-userns-restrict',
  ],
  [
    'no subordinate ids: a free range is granted',
    { ...goodFacts, ...single, grantedIds: [{ first: 100000, count: 65536 }] },
    'ids',
    'warning',
    [],
    'sudo usermod --add-subuids 165536-231071 --add-subgids 165536-231071 learner',
  ],
  [
    'a granted range of odd size is not touched',
    { ...goodFacts, ...single, grantedIds: [{ first: 100000, count: 70000 }] },
    'ids',
    'warning',
    [],
    'sudo usermod --add-subuids 231072-296607 --add-subgids 231072-296607 learner',
  ],
  [
    'without newuidmap its installation comes first',
    { ...without('newuidmap'), ...single },
    'ids',
    'warning',
    [],
    undefined,
  ],
  [
    'a kernel feature blocks the labs that require it, and its module is loaded when there is one',
    { ...goodFacts, features: noVxlan, loadable: ['vxlan'] },
    'vxlan',
    'warning',
    ['09-vxlan'],
    'sudo modprobe vxlan',
  ],
  [
    'a feature that the kernel was built without has no mend',
    { ...goodFacts, features: noVxlan },
    'vxlan',
    'warning',
    ['09-vxlan'],
    undefined,
  ],
  [
    'Ubuntu has further modules in a package',
    { ...goodFacts, features: noVxlan, host: { ...debian, family: ['ubuntu', 'debian'] } },
    'vxlan',
    'warning',
    ['09-vxlan'],
    'sudo apt-get install -y --no-install-recommends linux-modules-extra-6.1.0-42-amd64',
  ],
  [
    'another netlab on PATH is noticed',
    { ...goodFacts, otherNetlab: { path: '/usr/local/bin/netlab', isIpSpace: true } },
    'path',
    'warning',
    [],
    undefined,
  ],
  [
    'a state directory that cannot be used is missing',
    { ...goodFacts, state: { path: '/x/netlab', problem: 'cannot make /x/netlab', next: ['set XDG_STATE_HOME'] } },
    'state',
    'missing',
    [],
    undefined,
  ],
  [
    'the record of a dead sandbox can be cleared',
    { ...goodFacts, state: { path: '/x/netlab', gone: ['03-nat'] } },
    'leftovers',
    'warning',
    [],
    '/home/learner/netlab/bin/run.js stop 03-nat',
  ],
];

test.for(cases)('%s', ([, facts, id, status, blocks, mend]) => {
  const { findings } = reportOf({ host: facts.host, findings: judge(facts) });
  const finding = findings.find((one) => one.id === id);
  expect(finding).toMatchObject({ status, blocks });
  expect(finding?.mend[0]).toBe(mend);
});

test('a machine as it should be is ready, and nothing is to mend', () => {
  const report = reportOf({ host: debian, findings: judge(goodFacts) });
  expect(report.ready).toBe(true);
  expect(report.findings.filter(({ status }) => status !== 'ok')).toEqual([]);
});

test('warnings leave a machine ready, what is missing does not', () => {
  expect(isReady(judge({ ...goodFacts, ...single }))).toBe(true);
  expect(isReady(judge(without('tcpdump')))).toBe(false);
});

test('a lacking feature that no lab needs is mentioned, and no finding of its own', () => {
  const lacking = { feature: 'vrf', works: false, command: 'ip link add', said: 'Error: Unknown device type.' };
  const findings = judge({ ...goodFacts, features: [...goodFacts.features, lacking] });
  expect(findings.find(({ id }) => id === 'kernel')?.says).toContain('it lacks vrf');
  expect(findings.find(({ id }) => id === 'vrf')).toBeUndefined();
});

test('a feature that is left untried, not to load its module, is mentioned', () => {
  const says = judge({ ...goodFacts, untried: ['gre', 'vlan'] }).find(({ id }) => id === 'kernel')?.says;
  expect(says).toMatch(/; it could load gre, vlan, which no lab here needs$/);
});

const noCoredns = { feature: 'coredns', works: false, command: 'command -v coredns', said: '' };
const dnsLab = { id: '11-dns', requires: ['coredns'], programs: ['coredns'] };

test('a program that is not installed is told once, and not as a fault of the kernel', () => {
  const facts = { ...without('coredns'), features: [noCoredns], labs: [dnsLab] };
  const findings = judge(facts).filter(({ id }) => id === 'coredns');
  expect(findings).toMatchObject([{ status: 'missing', says: 'not installed', blocks: ['11-dns'] }]);
});

test('a program that sandboxes do not see is not a fault of the kernel either', () => {
  const findings = judge({ ...goodFacts, features: [noCoredns], labs: [dnsLab] }).filter(({ id }) => id === 'coredns');
  expect(findings).toMatchObject([{ status: 'warning', blocks: ['11-dns'], advice: expect.stringContaining('/usr') }]);
});
