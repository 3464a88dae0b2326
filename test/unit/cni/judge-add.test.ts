import { describe, expect, test } from 'vitest';
import { judgeAddress, judgeBridge, judgeInterface, judgeRoute } from '../../../src/cni/cases/judge-add.ts';
import { judgeResult } from '../../../src/cni/cases/judge-result.ts';
import { judgeExisting } from '../../../src/cni/cases/occupied.ts';
import type { CniResult } from '../../../src/cni/types.ts';
import { added, call, chain, ETH0, HOST, host, inet, link, pod, RESULT, refused } from './seen.ts';

const [cni0, veth1] = HOST as [(typeof HOST)[number], (typeof HOST)[number]];

test.each([judgeInterface, judgeAddress, judgeBridge, judgeRoute, judgeResult])(
  '%o finds nothing in a good ADD',
  (judge) => {
    expect(judge(added())).toBeUndefined();
  },
);

test.each([judgeInterface, judgeAddress, judgeBridge, judgeRoute, judgeResult])(
  '%o says what a failed ADD said',
  (judge) => {
    expect(judge(added({ add: refused(100, 'boom') }))?.found).toBe('mini ADD failed with code 100: boom');
  },
);

test.each([
  ['no interface', pod(undefined), 'no eth0 in the pod'],
  ['another name', pod({ ...ETH0, ifname: 'vethx' }), 'no eth0 in the pod, but vethx'],
  ['eth0 down', pod({ ...ETH0, flags: [] }), 'eth0 is down'],
  ['no other end', host(cni0), /^the other end of eth0 is not on the host/],
  ['another veth of that index', host(cni0, { ...veth1, link_index: 9 }), /^the other end of eth0 is not on the host/],
  ['no bridge', host(cni0, link('veth1', { ...veth1, master: 'br9' })), /veth1, hangs on br9$/],
  ['the other end down', host(cni0, { ...veth1, flags: [] }), /veth1, is down$/],
])('interface: %s is found', (_what, change, found) => {
  expect(judgeInterface(added(change))?.found).toMatch(found);
});

test('an interface without a bridge is right where no bridge is wanted', () => {
  expect(judgeInterface(added({ wanted: {}, ...host() }))).toBeUndefined();
});

test.each([
  ['none', [], 'eth0 has no IPv4 address'],
  ['another network', [inet('10.9.0.2', 24)], 'eth0 has 10.9.0.2/24, outside 10.244.0.0/24'],
  ['the prefix of one host', [inet('10.244.0.2', 32)], 'eth0 has 10.244.0.2/32: the prefix length is not /24'],
  ['the gateway', [inet('10.244.0.1', 24)], /the gateway's own address$/],
  ['the network', [inet('10.244.0.0', 24)], /the address of the network itself$/],
  ['the broadcast address', [inet('10.244.0.255', 24)], /the broadcast address$/],
])('address: %s is found', (_what, addresses, found) => {
  expect(judgeAddress(added(pod({ ...ETH0, addr_info: addresses })))?.found).toMatch(found);
});

test.each([
  ['missing', host(veth1), 'no cni0 on the host'],
  ['no bridge', host({ ...cni0, linkinfo: { info_kind: 'veth' } }), 'cni0 is no bridge'],
  ['down', host({ ...cni0, flags: [] }), 'cni0 is down'],
  ['without address', host({ ...cni0, addr_info: [] }), 'cni0 has no address'],
  ['with a wrong prefix', host({ ...cni0, addr_info: [inet('10.244.0.1', 32)] }), /the prefix length is not \/24$/],
])('bridge: %s is found', (_what, change, found) => {
  expect(judgeBridge(added(change))?.found).toMatch(found);
});

test.each([
  ['missing', pod(ETH0, []), 'no default route in the pod'],
  ['another gateway', pod(ETH0, [{ dst: 'default', gateway: '10.244.0.9' }]), /goes via 10\.244\.0\.9$/],
  ['straight out', pod(ETH0, [{ dst: 'default', dev: 'eth0' }]), /goes via eth0 directly$/],
  ['silent', { gatewayAnswers: false }, /10\.244\.0\.1 does not answer the pod$/],
])('route: %s is found', (_what, change, found) => {
  expect(judgeRoute(added(change))?.found).toMatch(found);
});

describe('the result', () => {
  const says = (change: Partial<CniResult>) => judgeResult(added({ add: chain({ result: { ...RESULT, ...change } }) }));
  const [bridge, peer, eth0] = RESULT.interfaces;

  test.each([
    ['no pod interface', { interfaces: [bridge, peer] }, 'interfaces has no eth0 with a sandbox'],
    [
      'another sandbox',
      { interfaces: [bridge, peer, { ...eth0, sandbox: '/proc/1/ns/net' }] },
      /has sandbox \/proc\/1/,
    ],
    [
      'an invented MAC',
      { interfaces: [bridge, peer, { ...eth0, mac: '0a:0a:0a:0a:0a:0a' }] },
      /in the result and 02:00/,
    ],
    [
      'an unknown host interface',
      { interfaces: [{ name: 'br7' }, peer, eth0] },
      /names br7 on the host, and there is no/,
    ],
    [
      'no host end',
      { interfaces: [bridge, eth0], ips: [{ ...RESULT.ips[0], interface: 1 }] },
      'interfaces lacks veth1, the host',
    ],
    [
      'another address',
      { ips: [{ ...RESULT.ips[0], address: '10.244.0.9/24' }] },
      /^ips says 10\.244\.0\.9\/24, and eth0 has/,
    ],
    ['no address', { ips: [] }, 'ips lacks 10.244.0.2/24, which eth0 has'],
    ['another index', { ips: [{ ...RESULT.ips[0], interface: 0 }] }, 'ips says interface 0, which is cni0'],
    ['no index', { ips: [{ address: '10.244.0.2/24', gateway: '10.244.0.1' }] }, /^ips says interface none/],
    [
      'another gateway',
      { ips: [{ ...RESULT.ips[0], gateway: '10.244.0.9' }] },
      /^ips says gateway 10\.244\.0\.9, and it is/,
    ],
    ['no route', { routes: [] }, /^routes lacks 0\.0\.0\.0\/0/],
    ['an invented route', { routes: [{ dst: '0.0.0.0/0' }, { dst: '10.9.0.0/16' }] }, /^routes says 10\.9\.0\.0\/16/],
  ])('with %s is found', (_what, change, found) => {
    expect(says(change as Partial<CniResult>)?.found).toMatch(found);
  });

  test('may write a MAC address in capitals and leave the bridge out', () => {
    const interfaces = [peer, { ...eth0, mac: eth0?.mac.toUpperCase() }] as CniResult['interfaces'];
    expect(
      says({ interfaces, ips: [{ address: '10.244.0.2/24', gateway: '10.244.0.1', interface: 1 }] }),
    ).toBeUndefined();
  });
});

describe('a pod that has eth0 already', () => {
  const seen = { works: chain(), existing: refused(100), before: 3, after: 3, addresses: [], left: [] };
  test.each([
    ['is refused', {}, undefined],
    ['is no proof when every ADD fails', { works: refused(7, 'never') }, /code 7: never/],
    ['must not be taken', { existing: chain() }, 'ADD exited with 0 although the pod had an eth0'],
    [
      'needs an error object',
      { existing: chain({ ok: false, problem: 'p', calls: [call({ exitCode: 1, problem: 'p' })] }) },
      'p',
    ],
    ['keeps its interface', { after: undefined }, 'the eth0 that was there has gone'],
    ['gets no address', { addresses: ['10.244.0.2/24'] }, /has got the address 10\.244\.0\.2/],
    ['leaves nothing', { left: ['veth9'] }, 'ADD failed and left veth9 on the host'],
  ])('%s', (_what, change, found) => {
    const finding = judgeExisting({ ...seen, ...change });
    if (found === undefined) expect(finding).toBeUndefined();
    else expect(finding?.found).toMatch(found);
  });
});
