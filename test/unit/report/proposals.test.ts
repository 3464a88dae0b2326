import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Proposal } from '../../../src/propose/proposal.ts';
import { asEntry, proposalsYaml, unsaidText } from '../../../src/report/proposals.ts';

const proposals: Proposal[] = [
  { about: 'links', kind: 'link', entry: { at: 'red:eth0', state: 'up' } },
  { about: 'routes', kind: 'route', entry: { at: 'red', to: '::/0', exists: false } },
  {
    about: 'iptables',
    kind: 'iptables',
    entry: { at: 'host', chain: 'FORWARD', rule: { comment: 'yes # [x]', state: ['NEW', 'RELATED'] } },
    remark: 'the rule also says: --a\n--b',
  },
  {
    about: 'reach',
    kind: 'ping',
    entry: { from: 'red', to: '10.0.0.9', reachable: false },
    control: { kind: 'ping', entry: { from: 'red', to: '10.0.0.2' } },
  },
];

test('proposals are written as the labs write checks, under a heading per noun', () => {
  expect(proposalsYaml(proposals)).toBe(
    [
      '    checks:',
      '      # Interfaces and wires',
      '      - link: {at: "red:eth0", state: up}',
      '      # Routes',
      '      - route: {at: red, to: "::/0", exists: false}',
      '      # Firewall and NAT (iptables)',
      '      # the rule also says: --a --b',
      '      - iptables: {at: host, chain: FORWARD, rule: {comment: "yes # [x]", state: [NEW, RELATED]}}',
      '      # Who reaches whom',
      '      - ping: {from: red, to: 10.0.0.9, reachable: false}',
      '        control: {ping: {from: red, to: 10.0.0.2}}',
    ].join('\n'),
  );
});

test('what is written says what the data says', () => {
  expect(parse(proposalsYaml(proposals))).toEqual({ checks: proposals.map(asEntry) });
});

test('nothing is nothing', () => {
  expect([proposalsYaml([]), unsaidText([])]).toEqual(['', '']);
});
