import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nft } from '../../../../src/checks/kinds/nft.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    nft -f - <<'RULES'
      table inet guard {
        set lan { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 192.168.0.0/16 } }
        chain forward {
          type filter hook forward priority 0; policy drop;
          ip saddr @lan tcp dport { 80, 443 } counter accept comment "web } in"
          ip saddr { 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6 } ip daddr vmap { 1.1.1.1 : drop, 2.2.2.2 : jump aside }
          ct state established,related accept
        }
        chain aside { counter drop; }
      }
      table ip empty { }
RULES
    iptables -t nat -A POSTROUTING -s 192.168.15.0/24 -j MASQUERADE
  `);
});
afterAll(() => world.close());

const passing: [string, Record<string, unknown>][] = [
  ['a table', { at: 'host', family: 'inet', table: 'guard' }],
  ['a table without chains', { at: 'host', table: 'empty' }],
  [
    'a chain on a hook with a policy',
    { at: 'host', table: 'guard', chain: 'forward', hook: 'forward', policy: 'drop' },
  ],
  ['a rule by its words', { at: 'host', hook: 'forward', 'rule-contains': ['tcp dport {80,443}', 'accept'] }],
  [
    'a rule after one with a brace in its comment',
    { at: 'host', chain: 'forward', 'rule-contains': ['ct state established,related'] },
  ],
  ['a rule in a chain without a hook', { at: 'host', chain: 'aside', 'rule-contains': ['drop'] }],
  [
    'a rule that iptables made',
    { at: 'host', hook: 'postrouting', 'rule-contains': ['ip saddr 192.168.15.0/24', 'masquerade'] },
  ],
  ['no table at all', { at: 'red', exists: false }],
];

describe('passes on', () => {
  test.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(nft, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string][] = [
  ['no tables', { at: 'red', table: 'guard' }, 'no tables at all'],
  ['another family', { at: 'host', family: 'ip6', table: 'guard' }, 'only the tables inet guard, ip empty, ip nat'],
  ['another hook', { at: 'host', table: 'guard', hook: 'input' }, 'chain forward (hook forward, policy drop)'],
  ['another policy', { at: 'host', table: 'guard', chain: 'forward', policy: 'accept' }, 'policy drop'],
  [
    'words of two rules',
    { at: 'host', chain: 'forward', 'rule-contains': ['tcp dport {80,443}', 'ct state'] },
    'the rules: ip saddr @lan',
  ],
  ['a part of a word', { at: 'host', chain: 'forward', 'rule-contains': ['acc'] }, 'the rules:'],
  [
    'a rule in another chain',
    { at: 'host', chain: 'aside', 'rule-contains': ['accept'] },
    'such a rule in inet guard forward',
  ],
  ['a rule that must not be', { at: 'host', 'rule-contains': ['masquerade'], exists: false }, 'masquerade'],
];

describe('fails on', () => {
  test.each(failing)('%s', async (_title, entry, found) => {
    const verdict = await world.check(nft, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
  });
});

test('without nft nothing is known', async () => {
  const network = world.network(['nft']);
  const entry = nft.schema.parse({ at: 'red', table: 'guard' });
  await expect(nft.probe(entry, { network, answer: undefined, provoke: async () => {} })).rejects.toThrow(
    'there is no nft',
  );
});
