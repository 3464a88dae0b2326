import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../../../../src/checks/kinds/answer.ts';
import { openWorld, type World } from '../../../support/namespaces.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh(`
    ip netns add red
    ip -n red link add name veth-red address 02:00:00:00:00:0a type veth peer name veth-blue
    ip -n red addr add 192.168.15.1/24 dev veth-red
    ip -n red link set dev veth-red up
    ip netns add blue
    ip -n red link set dev veth-blue netns blue
    ip -n blue addr add 192.168.15.2/24 dev veth-blue
    ip -n blue link set dev veth-blue up
  `);
});
afterAll(() => world.close());

const mac = { at: 'red', run: ['ip', '-j', 'link', 'show', 'dev', 'veth-red'], json: '0.address' };
const address = { at: 'red', run: ['ip', 'addr', 'show', 'dev', 'veth-red'], pick: 'inet ([0-9.]+)' };

const rows: [string, Record<string, unknown>, string | undefined, 'passed' | 'failed', string][] = [
  ['passes on the right value of JSON', mac, '02:00:00:00:00:0A', 'passed', '02:00:00:00:00:0A'],
  ['passes on the right value of text', address, ' 192.168.15.1 ', 'passed', '192.168.15.1'],
  ['fails on a wrong value', mac, '02:00:00:00:00:0b', 'failed', '"02:00:00:00:00:0b" is not right'],
  ['fails without an answer', mac, undefined, 'failed', 'not answered yet'],
  [
    'fails while there is nothing to ask about',
    { ...mac, run: ['ip', '-j', 'link', 'show', 'dev', 'veth-none'] },
    'x',
    'failed',
    'there is no right answer yet',
  ],
];

test.each(rows)('%s', async (_title, from, given, status, found) => {
  const entry = answer.schema.parse({ question: 'Which one?', from });
  const context = { network: world.network(), answer: given, provoke: async () => {} };
  const verdict = answer.judge(entry, await answer.probe(entry, context));
  expect(verdict).toMatchObject({ status, found });
  if (status === 'failed') expect(JSON.stringify(verdict)).not.toMatch(/00:0a|192\.168\.15\.1/);
});

const captured = (pick: string) => ({
  at: 'red:veth-red',
  capture: 'icmp[icmptype] == icmp-echo',
  during: { ping: { from: 'red', to: '192.168.15.2' } },
  pick,
});
const ofPackets: [string, string, string | undefined, 'passed' | 'failed', string][] = [
  ['passes on what the IP header says', 'ttl (\\d+)', '64', 'passed', '64'],
  [
    'passes on what the frame says, once for two equal frames',
    '^\\S+ ([0-9a-f:]{17}) >',
    '02:00:00:00:00:0a',
    'passed',
    '02:',
  ],
  ['fails on a wrong value of a packet', 'ttl (\\d+)', '63', 'failed', '"63" is not right'],
  ['fails while no packet says it', 'ttl (999)', '63', 'failed', 'there is no right answer yet'],
  ['sends nothing without an answer', 'ttl (\\d+)', undefined, 'failed', 'not answered yet'],
];

test.each(ofPackets)('%s', async (_title, pick, given, status, found) => {
  const entry = answer.schema.parse({ question: 'Which one?', from: captured(pick) });
  const network = world.network();
  let sent = 0;
  const provoke = async () => {
    sent += 1;
    await network.run('red', ['ping', '-n', '-c', '2', '-i', '0.2', '-W', '1', '192.168.15.2']);
  };
  const verdict = answer.judge(entry, await answer.probe(entry, { network, answer: given, provoke }));
  expect(verdict).toMatchObject({ status, found: expect.stringContaining(found) });
  expect(sent).toBe(given === undefined ? 0 : 1);
});

test('cannot look where JSON is due and none comes', async () => {
  const entry = answer.schema.parse({ question: 'Which one?', from: { ...mac, run: ['echo', 'no JSON'] } });
  const context = { network: world.network(), answer: 'x', provoke: async () => {} };
  await expect(answer.probe(entry, context)).rejects.toThrow('did not print JSON');
});
