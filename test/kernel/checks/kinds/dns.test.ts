import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProbeError } from '../../../../src/checks/check.ts';
import { dns } from '../../../../src/checks/kinds/dns.ts';
import type { World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

/** The host answers for x.lab; the server that /etc/resolv.conf of every place names, with a search path, is the host too. */
const RECORDS = [
  ...['--address=/web.x.lab/10.0.0.1', '--host-record=db.x.lab,10.0.0.2', '--host-record=db.x.lab,10.0.0.3'],
  ...['--srv-host=_http._tcp.web.x.lab,web.x.lab,80,0,100', '--local=/lab/', '--address=/lone/10.0.0.9'],
];
const SERVER = ['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--user=root', '--no-hosts', '--no-resolv'];
const RESOLVE = `
  printf 'nameserver 192.168.15.5\\nsearch y.lab x.lab\\noptions ndots:2\\n' >/run/resolv.conf
  mount --bind /run/resolv.conf /etc/resolv.conf
`;

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh(RESOLVE);
  world.start('host', [...SERVER, '--pid-file=/run/dnsmasq.pid', ...RECORDS]);
  for (let tries = 0; tries < 200; tries += 1) {
    const { stdout } = await world.network().run('host', ['ss', '-Hlun', 'sport = :53']);
    if (stdout !== '') return;
    await pause(25);
  }
  throw new Error('the name server of the test did not start');
});
afterAll(() => world.close());

const web = { from: 'red', name: 'web.x.lab', server: '192.168.15.5' };
const short = { from: 'red', name: 'web', search: true };

const cases: [string, Record<string, unknown>, 'passed' | 'failed', string][] = [
  ['an address', { ...web, answers: ['10.0.0.1'] }, 'passed', '10.0.0.1'],
  ['another address', { ...web, answers: ['10.0.0.2'] }, 'failed', '10.0.0.1'],
  ['two addresses', { ...web, name: 'db.x.lab', answers: ['10.0.0.3', '10.0.0.2'] }, 'passed', '10.0.0.'],
  ['no record of that type', { ...web, type: 'AAAA', answers: 'none' }, 'passed', 'NOERROR, but no such record'],
  [
    'a service',
    { ...web, name: '_http._tcp.web.x.lab', type: 'SRV', answers: ['0 100 80 web.x.lab.'] },
    'passed',
    '0 100 80',
  ],
  ['no such name', { ...web, name: 'nope.x.lab', rcode: 'NXDOMAIN' }, 'passed', 'NXDOMAIN'],
  ['a name that is refused', { ...web, name: 'example.org', rcode: 'REFUSED' }, 'passed', 'REFUSED'],
  ['a name that the search path completes', { ...short, answers: ['10.0.0.1'] }, 'passed', '10.0.0.1'],
  ['the same name without the search path', { ...short, search: false }, 'failed', 'REFUSED'],
  [
    'fewer dots than ndots: the search path comes first',
    { ...short, name: 'lone', answers: ['10.0.0.9'] },
    'passed',
    '10.0.0.9',
  ],
  ['nothing listens', { ...web, server: '192.168.15.2' }, 'failed', '192.168.15.2 refuses: connection refused'],
  ['no route', { ...web, from: 'blue', server: '10.9.0.2' }, 'failed', '10.9.0.2: network unreachable'],
  ['silence', { ...web, server: '192.168.15.4' }, 'failed', 'no answer from 192.168.15.4'],
  ['silence that is due', { ...web, server: '192.168.15.4', answered: false }, 'passed', 'no answer from 192.168.15.4'],
  ['an answer where silence is due', { ...web, answered: false }, 'failed', 'the answer 10.0.0.1'],
];

test.each(cases)('%s', async (_title, entry, status, found) => {
  const verdict = await world.check(dns, entry);
  expect(verdict).toMatchObject({ status, found: expect.stringContaining(found) });
});

test('what a learner is told to type shows it', async () => {
  const { evidence } = await world.check(dns, web);
  expect(evidence.command).toBe('ip netns exec red dig @192.168.15.5 web.x.lab A');
  expect(evidence.output).toMatch(/status: NOERROR[\s\S]*web\.x\.lab\.\s+\d+\s+IN\s+A\s+10\.0\.0\.1/);
});

test('without dig nothing is said about names', async () => {
  const looking = dns.probe(dns.schema.parse(web), {
    network: world.network(['dig']),
    answer: undefined,
    provoke: async () => {},
  });
  await expect(looking).rejects.toThrow(ProbeError);
});
