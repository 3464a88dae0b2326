import { afterAll, beforeAll, expect, test } from 'vitest';
import { gradeLab } from '../../../../src/checks/grade.ts';
import { http } from '../../../../src/checks/kinds/http.ts';
import { ping } from '../../../../src/checks/kinds/ping.ts';
import { reach } from '../../../../src/checks/kinds/reach.ts';
import { spread } from '../../../../src/checks/kinds/spread.ts';
import { tcp } from '../../../../src/checks/kinds/tcp.ts';
import { udp } from '../../../../src/checks/kinds/udp.ts';
import { kinds } from '../../../../src/checks/kinds.ts';
import type { World } from '../../../support/namespaces.ts';
import { labOf } from '../../../support/tiny-lab.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
});
afterAll(() => world.close());

/** `host` has asked three times who has 10.9.0.2, the last time half a second ago; far answers from now on. */
const mendedJustNow = () =>
  world.sh(`
    ip netns exec far sysctl -q net.ipv4.conf.eth0.arp_ignore=8
    ip neigh flush dev to-far
    ping -c 1 -W 2.5 10.9.0.2 >/dev/null && exit 9
    ip neigh show dev to-far | grep -q INCOMPLETE
    ip netns exec far sysctl -q net.ipv4.conf.eth0.arp_ignore=0
  `);

const url = 'http://10.9.0.2/';

test('a neighbour that answers again is reached, whatever was asked in vain before', async () => {
  await mendedJustNow();
  const verdicts = await Promise.all([
    world.check(ping, { from: 'host', to: '10.9.0.2' }),
    world.check(tcp, { from: 'host', to: '10.9.0.2', port: 80 }),
    world.check(udp, { from: 'host', to: '10.9.0.2', port: 53 }),
    world.check(http, { from: 'host', url }),
    world.check(reach, { to: { far: '10.9.0.2:80' }, from: { host: ['far'] } }),
    world.check(spread, { from: 'host', url, requests: 2, shares: { 'hello from far GET': { min: 100 } } }),
  ]);
  expect(verdicts.map(({ status, found }) => `${status}: ${found}`)).toEqual([
    'passed: 10.9.0.2 answers 1 of 1',
    'passed: accepted',
    'passed: a reply',
    'passed: status 200',
    'passed: 1 pairs open, 0 closed',
    'passed: "hello from far GET" in 100 %',
  ]);
});

test('what a capture counts is sent once, though a router refuses it', async () => {
  await world.sh('ip route add unreachable 10.71.0.0/16');
  const entry = {
    at: 'red:veth-red',
    filter: 'icmp[icmptype] == icmp-echo and dst host 10.71.0.1',
    during: { ping: { from: 'red', to: '10.71.0.1' } },
    count: { min: 1, max: 1 },
  };
  const lab = labOf({ only: { checks: [{ kind: 'capture', entry }] } }, kinds);
  const report = await gradeLab(lab, kinds, world.network(), { answers: {} });
  expect(report.tasks[0]?.checks).toMatchObject([{ status: 'passed', found: '1 packet' }]);
});
