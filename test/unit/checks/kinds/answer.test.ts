import { describe, expect, test } from 'vitest';
import { type AnswerSeen, answer } from '../../../../src/checks/kinds/answer.ts';
import { rightAnswer } from '../../../../src/checks/kinds/right-answer.ts';
import { isSameAnswer } from '../../../../src/checks/kinds/same-answer.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'ip link', output: 'secret' };
const entry = answer.schema.parse({
  question: 'Which?',
  from: { at: 'red', run: ['ip', 'link'] },
  hint: 'Look at ip link.',
});

const judged: [string, Omit<AnswerSeen, 'evidence'>, 'passed' | 'failed', string, string | undefined][] = [
  ['the right answer', { answer: 'secret', right: ['secret'], said: '' }, 'passed', 'secret', undefined],
  [
    'a wrong answer',
    { answer: 'guess', right: ['secret'], said: '' },
    'failed',
    '"guess" is not right',
    'Look at ip link.',
  ],
  ['no answer', { answer: undefined, right: ['secret'], said: '' }, 'failed', 'not answered yet', undefined],
  [
    'an answer to what is not there yet',
    { answer: 'guess', right: undefined, said: 'no device' },
    'failed',
    'there is no right answer yet',
    'what is asked about is not there yet (no device)',
  ],
];

test.each(judged)('judges %s', (_title, seen, status, found, because) => {
  const verdict = answer.judge(entry, { ...seen, evidence });
  expect(verdict).toMatchObject({ status, found });
  expect(verdict.because).toBe(because);
  if (status === 'failed') expect(JSON.stringify(verdict)).not.toContain('secret');
});

const captured = {
  at: 'red:eth0',
  capture: 'icmp',
  during: { ping: { from: 'red', to: '10.0.0.2' } },
  pick: 'ttl (\\d+)',
};
const ask = (from: unknown) => answer.schema.safeParse({ question: 'Which?', from });

test('an answer from a capture runs alone, and names the places of its traffic', () => {
  const parsed = answer.schema.parse({ question: 'Which?', from: captured });
  expect(answer.places(parsed)).toEqual(['red:eth0', 'red']);
  const { exclusive } = answer;
  expect(typeof exclusive === 'function' && [parsed, entry].map((one) => exclusive(one))).toEqual([true, false]);
});

const refused: [string, unknown][] = [
  ['neither a command nor a capture', { at: 'red' }],
  ['a command and a capture', { ...captured, run: ['true'] }],
  ['a capture without traffic', { ...captured, during: undefined }],
  ['a capture of which nothing is picked', { ...captured, pick: undefined }],
  ['a capture at no interface', { ...captured, at: 'red' }],
  ['a command at an interface', { at: 'red:eth0', run: ['true'] }],
  ['a command during traffic', { at: 'red', run: ['true'], during: captured.during }],
];
test.each(refused)('the schema refuses %s', (_title, from) => expect(ask(from).success).toBe(false));

const same: [string, string[]][] = [
  [' 7 ', ['7']],
  ['VETH-Blue', ['veth-blue']],
  ['02-00-00-00-00-0A', ['02:00:00:00:00:0a']],
  ['0200.0000.000a', ['02:00:00:00:00:0a']],
  ['FD00:0:0::1', ['fd00::1']],
  ['"192.168.15.2".', ['192.168.15.2']],
  ['blue, red', ['red', 'blue']],
  ['two  words', ['two words']],
];
test.each(same)('%j means %j', (given, right) => expect(isSameAnswer(given, right)).toBe(true));

const different: [string, string[]][] = [
  ['', ['7']],
  ['77', ['7']],
  ['7 8', ['7']],
  ['red', ['red', 'blue']],
  ['red red', ['red', 'blue']],
  ['words two', ['two words']],
  ['192.168.15.20', ['192.168.15.2']],
  ['02:00:00:00:00:0b', ['02:00:00:00:00:0a']],
  ['020000000a0a', ['02:00:00:00:0a:0b']],
];
test.each(different)('%j does not mean %j', (given, right) => expect(isSameAnswer(given, right)).toBe(false));

describe('the right answer', () => {
  const json = JSON.stringify([{ ifindex: 7, addr: [{ local: '10.0.0.1' }, { local: '10.0.0.2' }] }]);
  const rows: [string, string, { pick?: string; json?: string }, readonly string[] | undefined][] = [
    ['is the whole output', ' 7\n', {}, ['7']],
    ['is nothing without output', '', {}, undefined],
    [
      'is picked by an expression',
      'inet 10.0.0.1/24\ninet 10.0.0.2/24',
      { pick: '^inet ([0-9.]+)' },
      ['10.0.0.1', '10.0.0.2'],
    ],
    ['is nothing when the expression does not match', 'x', { pick: 'inet (.*)' }, undefined],
    ['is a number of JSON', json, { json: '0.ifindex' }, ['7']],
    ['is every one of a list', json, { json: '0.addr.*.local' }, ['10.0.0.1', '10.0.0.2']],
    ['is nothing where JSON has none', json, { json: '0.mac' }, undefined],
    ['is nothing where JSON has an object', json, { json: '0.addr' }, undefined],
  ];
  test.each(rows)('%s', (_title, stdout, how, right) => {
    expect(rightAnswer(ranWith({ stdout }), how, plainNetwork)).toEqual(right);
  });
});

test.each(['(', 'no group', '(two)(groups)'])('the schema refuses to pick by %j', (pick) => {
  const from = { at: 'red', run: ['ip', 'link'], pick };
  expect(answer.schema.safeParse({ question: 'Which?', from }).success).toBe(false);
});
