import { expect, test } from 'vitest';
import { readTrace, type TraceSeen, trace } from '../../../../src/checks/kinds/trace.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'traceroute', output: '' };
const entry = trace.schema.parse({ from: 'red', to: '10.2.0.2', hops: ['10.1.0.1', '10.2.0.2'] });

const judged: [string, Omit<TraceSeen, 'evidence'>, 'passed' | 'failed', string, string | undefined][] = [
  ['the hops that are due', { hops: ['10.1.0.1', '10.2.0.2'] }, 'passed', 'the hops 10.1.0.1 → 10.2.0.2', undefined],
  ['another router', { hops: ['10.1.0.9', '10.2.0.2'] }, 'failed', 'the hops 10.1.0.9 → 10.2.0.2', undefined],
  [
    'a detour',
    { hops: ['10.1.0.1', '10.3.0.1', '10.2.0.2'] },
    'failed',
    'the hops 10.1.0.1 → 10.3.0.1 → 10.2.0.2',
    undefined,
  ],
  ['a short cut', { hops: ['10.2.0.2'] }, 'failed', 'the hops 10.2.0.2', undefined],
  [
    'silence after the router',
    { hops: ['10.1.0.1', undefined, undefined] },
    'failed',
    'the hops 10.1.0.1 → * → *',
    'nothing answers after hop 1',
  ],
  ['a silent router', { hops: [undefined, '10.2.0.2'] }, 'failed', 'the hops * → 10.2.0.2', undefined],
  [
    'no route',
    { hops: [], reason: 'Network is unreachable' },
    'failed',
    'Network is unreachable',
    'red has no way to 10.2.0.2',
  ],
];

test.each(judged)('judges %s', (_title, seen, status, found, because) => {
  const verdict = trace.judge(entry, { ...seen, evidence });
  expect(verdict).toMatchObject({ status, found });
  expect(verdict.because).toBe(because);
});

const understood: [string, Parameters<typeof ranWith>[0], ReturnType<typeof readTrace>][] = [
  [
    'traceroute',
    { stdout: 'traceroute to 10.2.0.2 (10.2.0.2), 3 hops max\n 1  10.1.0.1  0.5 ms\n 2  *\n 3  10.2.0.2  0.1 ms\n' },
    { hops: ['10.1.0.1', undefined, '10.2.0.2'] },
  ],
  [
    'tracepath',
    {
      stdout:
        ' 1?: [LOCALHOST]      pmtu 1500\n 1:  10.1.0.1      0.05ms \n 1:  10.1.0.1    0.06ms \n 2:  no reply\n 3:  10.2.0.2   0.07ms reached\n     Resume: pmtu 1500 hops 3 back 3 ',
    },
    { hops: ['10.1.0.1', undefined, '10.2.0.2'] },
  ],
  ['IPv6', { stdout: ' 1  fd00::1  0.5 ms\n' }, { hops: ['fd00::1'] }],
  [
    'traceroute without a route',
    { exitCode: 1, stdout: 'traceroute to 10.2.0.2', stderr: 'connect: Network is unreachable' },
    { hops: [], reason: 'Network is unreachable' },
  ],
  [
    'tracepath without a route',
    { stdout: ' 1:  send failed\n     Resume: pmtu 65535 ' },
    { hops: [], reason: 'Network is unreachable' },
  ],
];

test.each(understood)('understands %s', (_title, ran, seen) => {
  expect(readTrace(ranWith(ran), plainNetwork)).toEqual(seen);
});

test('cannot look with an unknown option', () => {
  const ran = ranWith({ argv: ['traceroute'], exitCode: 2, stderr: "Bad option `-q'" });
  expect(() => readTrace(ran, plainNetwork)).toThrow("traceroute could not trace: Bad option `-q'");
});

test('the last hop is the destination', () => {
  expect(trace.schema.safeParse({ from: 'red', to: '10.2.0.2', hops: ['10.1.0.1'] }).success).toBe(false);
});
