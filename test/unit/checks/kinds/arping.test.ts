import { expect, test } from 'vitest';
import { type ArpingSeen, arping, readArping } from '../../../../src/checks/kinds/arping.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'arping', output: '' };
const [one, two] = ['02:00:00:00:00:01', '02:00:00:00:00:02'];
const base = { from: 'red:veth-red', to: '10.0.0.2' };
const macOf = { ...base, 'mac-of': 'blue:veth-blue' };

const judged: [string, Record<string, unknown>, Omit<ArpingSeen, 'evidence'>, 'passed' | 'failed', string][] = [
  ['an answer', base, { macs: [one] }, 'passed', `${one} answers`],
  ['silence', base, { macs: [] }, 'failed', 'nobody answers'],
  ['silence that is due', { ...base, answered: false }, { macs: [] }, 'passed', 'nobody answers'],
  ['an answer that must not be', { ...base, answered: false }, { macs: [one] }, 'failed', `${one} answers`],
  ['the true MAC address', macOf, { macs: [one], trueMac: one }, 'passed', `${one} answers`],
  ['another MAC address', macOf, { macs: [two], trueMac: one }, 'failed', `${two} answers`],
  ['the true MAC address and another', macOf, { macs: [one, two], trueMac: one }, 'failed', `${one} and ${two} answer`],
  ['an interface that must answer and does not exist', macOf, { macs: [two] }, 'failed', `${two} answers`],
  ['two answers where any will do', base, { macs: [one, two] }, 'passed', `${one} and ${two} answer`],
  [
    'two answers where one is due',
    { ...base, unique: true },
    { macs: [one, two] },
    'failed',
    `${one} and ${two} answer`,
  ],
  [
    'nothing to ask with',
    base,
    { macs: [], fault: 'the interface is down' },
    'failed',
    'red:veth-red: the interface is down',
  ],
  [
    'nothing to ask with where silence is due',
    { ...base, answered: false },
    { macs: [], fault: 'there is no such interface' },
    'failed',
    'red:veth-red: there is no such interface',
  ],
];

test.each(judged)('judges %s', (_title, entry, seen, status, found) => {
  expect(arping.judge(arping.schema.parse(entry), { ...seen, evidence })).toMatchObject({ status, found });
});

const understood: [string, Parameters<typeof ranWith>[0], ReturnType<typeof readArping>][] = [
  [
    'answers, each MAC address once',
    {
      stdout: `ARPING 10.0.0.2 from 10.0.0.1 e\nUnicast reply from 10.0.0.2 [02:00:00:00:00:0A]  0.5ms\nUnicast reply from 10.0.0.2 [02:00:00:00:00:0A]  0.5ms\nSent 1 probes (1 broadcast(s))\nReceived 2 response(s)`,
    },
    { macs: ['02:00:00:00:00:0a'] },
  ],
  [
    'silence',
    { exitCode: 1, stdout: 'ARPING 10.0.0.2 from 10.0.0.1 e\nSent 1 probes (1 broadcast(s))\nReceived 0 response(s)' },
    { macs: [] },
  ],
  [
    'a missing interface',
    { exitCode: 2, stderr: 'arping: Device veth-x not available.' },
    { macs: [], fault: 'there is no such interface' },
  ],
  [
    'an interface that is down',
    { exitCode: 2, stderr: 'Interface "e" is down' },
    { macs: [], fault: 'the interface is down' },
  ],
];

test.each(understood)('understands %s', (_title, ran, seen) => {
  expect(readArping(ranWith(ran), plainNetwork)).toEqual(seen);
});

const broken: [string, Parameters<typeof ranWith>[0], string][] = [
  ['no permission', { exitCode: 2, stderr: 'arping: socket: Operation not permitted' }, 'Operation not permitted'],
  [
    'another arping',
    { stdout: 'ARPING 10.0.0.2\n42 bytes from 02:00:00:00:00:01 (10.0.0.2): index=0 time=1 usec' },
    'iputils',
  ],
  ['nothing at all', { exitCode: 1 }, 'exit code 1'],
];

test.each(broken)('cannot look with %s', (_title, ran, words) => {
  expect(() => readArping(ranWith(ran), plainNetwork)).toThrow(words);
});

test('an arping that was cut before it had asked is given its whole time', async () => {
  const asked: (readonly string[])[] = [];
  const network = {
    ...plainNetwork,
    byHand: (_: string, argv: readonly string[]) => argv.join(' '),
    read: async () => ranWith({}),
    run: async (_: string, argv: readonly string[]) => {
      asked.push(argv);
      const heard = `Broadcast reply from 10.0.0.2 [${one}] 1ms\nReceived 1 response(s)\n`;
      return argv[0] === 'timeout' ? ranWith({ exitCode: 124 }) : ranWith({ stdout: heard });
    },
  };
  const entry = { ...base, answered: true, unique: true };
  const context = { network, answer: undefined, provoke: async () => {} };
  expect(await arping.probe(entry, context)).toMatchObject({ macs: [one] });
  expect(asked.map(([program]) => program)).toEqual(['timeout', 'arping']);
});
