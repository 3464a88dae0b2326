import { describe, expect, test } from 'vitest';
import { spread } from '../../../../src/checks/kinds/spread.ts';
import { counted, urlsOf } from '../../../../src/checks/kinds/spread-between.ts';
import { curlMany, type ManyAnswers, readMany } from '../../../../src/checks/kinds/spread-curl.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const url = 'http://10.96.0.10/';
const evidence = { command: 'curl', output: '' };
const from = (source: string, ...texts: string[]) => texts.map((text) => ({ source, text }));
const thirds = { blue: { min: 30, max: 40 }, green: { min: 30, max: 40 }, purple: { min: 30, max: 40 } };

const judged: [string, Record<string, unknown>, ManyAnswers, 'passed' | 'failed', string][] = [
  [
    'shares within their bounds',
    { requests: 3, shares: thirds },
    { answers: from('', 'blue', 'green', 'purple') },
    'passed',
    '"blue" in 33 %; "green" in 33 %; "purple" in 33 %',
  ],
  [
    'a server with too few and one with too many',
    { requests: 4, shares: { blue: { min: 40 }, green: { max: 60 } } },
    { answers: from('', 'blue', 'green', 'green', 'green') },
    'failed',
    '"blue" in 25 %; "green" in 75 %',
  ],
  [
    'an answer that nobody expects',
    { requests: 2, shares: { blue: { min: 10 } } },
    { answers: from('', 'blue', 'status 404') },
    'failed',
    'the answer "status 404"',
  ],
  [
    'a request without an answer',
    { requests: 3, shares: thirds },
    { answers: from('', 'blue'), failure: 'no answer in time' },
    'failed',
    '1 answered, then no answer in time',
  ],
  ['no answers at all', { requests: 2, same: true }, { answers: [] }, 'failed', '0 answered, then none'],
  [
    'a client of each server that comes back',
    { requests: 2, sources: '10.0.0.2/31', same: true },
    { answers: [...from('10.0.0.2', 'blue', 'blue'), ...from('10.0.0.3', 'green', 'green')] },
    'passed',
    'the same answer each time',
  ],
  [
    'a client that is sent elsewhere',
    { requests: 2, sources: '10.0.0.2/31', same: true },
    { answers: [...from('10.0.0.2', 'blue', 'blue'), ...from('10.0.0.3', 'green', 'blue')] },
    'failed',
    '10.0.0.3 gets "green", then "blue"',
  ],
];

test.each(judged)('%s', (_title, entry, answers, status, found) => {
  const parsed = spread.schema.parse({ from: 'red', url, ...entry });
  expect(spread.judge(parsed, { answers, evidence })).toMatchObject({ status, found });
});

test.each([
  ['neither shares nor same', {}],
  ['a share of nothing', { shares: { blue: { min: 60, max: 40 } } }],
  ['too many sources', { same: true, sources: '10.0.0.0/16' }],
])('an entry with %s is refused', (_title, entry) => {
  expect(spread.schema.safeParse({ from: 'red', url, ...entry }).success).toBe(false);
});

describe('curl', () => {
  test('asks as often as told from each source', () => {
    const argv = curlMany([url, url], ['10.0.0.2', '10.0.0.3'], []);
    expect(argv.filter((word) => word === url)).toHaveLength(4);
    expect(argv.filter((_word, index) => argv[index - 1] === '--interface')).toEqual(['10.0.0.2', '10.0.0.3']);
  });

  test('sends the headers it is told with each request', () => {
    const argv = curlMany([url, url], ['10.0.0.2', '10.0.0.3'], ['-H', 'X-Canary: always']);
    expect(argv.filter((word) => word === 'X-Canary: always')).toHaveLength(2);
  });

  test('is understood: texts, sources, and the status of what is not 200', () => {
    const stdout = 'hello\n\u001e200 10.0.0.2\u001enot here\n\u001e404 10.0.0.2\u001e';
    const answers = [...from('10.0.0.2', 'hello'), ...from('10.0.0.2', 'status 404')];
    expect(readMany(ranWith({ stdout }), plainNetwork)).toEqual({ answers });
  });

  test('that ended with a status of 400 or more tells it', () => {
    const stdout = 'hello\n\u001e200 10.0.0.2\u001e\u001e503 10.0.0.2\u001e';
    expect(readMany(ranWith({ exitCode: 22, stdout }), plainNetwork)).toEqual({
      answers: from('10.0.0.2', 'hello'),
      failure: 'status 503',
    });
  });

  test('that was refused after an answer leaves both', () => {
    const stdout = 'hello\n\u001e200 10.0.0.2\u001e\u001e000 \u001e';
    const stderr = '* connect to 10.96.0.10 port 80 failed: Connection refused\n';
    expect(readMany(ranWith({ stdout, stderr, exitCode: 7 }), plainNetwork)).toEqual({
      answers: from('10.0.0.2', 'hello'),
      failure: 'the connection is refused',
    });
  });
});

describe('what is asked for in between', () => {
  const asked = { url, between: 'http://10.96.0.20/', requests: 3 };

  test('stands between two requests, and not behind the last', () => {
    expect(urlsOf(asked)).toEqual([url, asked.between, url, asked.between, url]);
    expect(urlsOf({ url, requests: 2 })).toEqual([url, url]);
  });

  test('does not count, for each source anew', () => {
    const answers = [...from('10.0.0.2', 'a', 'x', 'b', 'x', 'c'), ...from('10.0.0.3', 'd', 'x', 'e', 'x', 'f')];
    expect(counted(asked, { answers }).answers.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test.each([
    [1, 'status 503, when asked for http://10.96.0.20/'],
    [2, 'status 503'],
    [5, 'status 503'],
  ])('is named when it is not answered, after %i answers', (number, failure) => {
    const answers = from('10.0.0.2', ...Array.from({ length: number }, () => 'a'));
    expect(counted(asked, { answers, failure: 'status 503' }).failure).toBe(failure);
  });
});

test('what is to be repeated by hand is asked from the source that was sent elsewhere', async () => {
  const told = [...from('10.0.0.2', 'blue', 'blue'), ...from('10.0.0.3', 'green', 'blue')];
  const stdout = told.map(({ source, text }) => `${text}\u001e200 ${source}\u001e`).join('');
  const run = async () => ranWith({ stdout });
  const network = { ...plainNetwork, run, read: run, byHand: (_: string, argv: readonly string[]) => argv.join(' ') };
  const entry = spread.schema.parse({ from: 'red', url, requests: 2, sources: '10.0.0.2/31', same: true });
  const seen = await spread.probe(entry, { network, answer: undefined, provoke: async () => {} });
  expect(seen.evidence.command).toContain('--interface 10.0.0.3');
});
