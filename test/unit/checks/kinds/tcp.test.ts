import { expect, test } from 'vitest';
import { readConnection, type TcpSeen, tcp } from '../../../../src/checks/kinds/tcp.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'bash', output: '' };
const base = { from: 'red', to: '10.0.0.2', port: 80 };
const open: TcpSeen = { connection: 'open', detail: 'accepted', evidence };
const refused: TcpSeen = { connection: 'refused', detail: 'refused', evidence };
const late: TcpSeen = { connection: 'timed out', detail: 'no answer within 2 s', evidence };
const lost: TcpSeen = { connection: 'unreachable', detail: 'Network is unreachable', evidence };
const as = { 'seen-as': '10.9.0.1', 'seen-by': 'far' };
const by = (...sources: string[]) => ({ by: 'far', sources, evidence: { command: 'tcpdump', output: '' } });

const judged: [string, Record<string, unknown>, TcpSeen, 'passed' | 'failed', string][] = [
  ['an open port', base, open, 'passed', 'accepted'],
  ['a refused connection', base, refused, 'failed', 'refused'],
  ['a time-out', base, late, 'failed', 'no answer within 2 s'],
  ['no route', base, lost, 'failed', 'Network is unreachable'],
  ['an open port that must not be', { ...base, open: false }, open, 'failed', 'accepted'],
  ['a refusal that is due', { ...base, open: false }, refused, 'passed', 'refused'],
  ['a time-out that is due', { ...base, open: false }, late, 'passed', 'no answer within 2 s'],
  [
    'the right source',
    { ...base, ...as },
    { ...open, sighting: by('10.9.0.1') },
    'passed',
    'accepted; far sees it come from 10.9.0.1',
  ],
  [
    'the wrong source',
    { ...base, ...as },
    { ...open, sighting: by('10.0.0.1') },
    'failed',
    'far sees it come from 10.0.0.1',
  ],
  [
    'a request that arrives and is not answered',
    { ...base, ...as },
    { ...late, sighting: by('10.9.0.1') },
    'failed',
    'no answer within 2 s',
  ],
  [
    'a request that never arrives',
    { ...base, ...as },
    { ...late, sighting: by() },
    'failed',
    'no answer within 2 s; nothing arrives at far',
  ],
];

test.each(judged)('judges %s', (_title, entry, seen, status, found) => {
  expect(tcp.judge(tcp.schema.parse(entry), seen)).toMatchObject({ status, found });
});

test('shows the capture when only the source is wrong', () => {
  const verdict = tcp.judge(tcp.schema.parse({ ...base, ...as }), { ...open, sighting: by('10.0.0.1') });
  expect(verdict.evidence.command).toBe('tcpdump');
});

const said = (text: string) => ({
  exitCode: 1,
  stderr: `tcp: connect: ${text}\ntcp: line 1: /dev/tcp/10.0.0.2/80: ${text}`,
});
const understood: [string, Parameters<typeof ranWith>[0], string][] = [
  ['success', {}, 'open'],
  ['the end of its time', { exitCode: 124 }, 'timed out'],
  ['a refusal', said('Connection refused'), 'refused'],
  ['no route', said('Network is unreachable'), 'unreachable'],
  ['no neighbour', said('No route to host'), 'unreachable'],
  ['a blackhole', said('Invalid argument'), 'unreachable'],
  ['a prohibited route', said('Permission denied'), 'unreachable'],
];

test.each(understood)('understands %s', (_title, ran, connection) => {
  expect(readConnection(ranWith(ran), plainNetwork).connection).toBe(connection);
});

const broken: [string, Parameters<typeof ranWith>[0]][] = [
  ['a bash without network redirections', said('No such file or directory')],
  ['no bash', { exitCode: 127, stderr: "timeout: failed to run command 'bash': No such file or directory" }],
  [
    'a bash that may not be executed',
    { exitCode: 126, stderr: "timeout: failed to run command 'bash': Permission denied" },
  ],
  ['a socket that may not be opened', { exitCode: 1, stderr: 'tcp: socket: Operation not permitted' }],
  ['a bash that ran out of memory', { exitCode: 1, stderr: 'bash: fork: Cannot allocate memory' }],
  ['silence', { exitCode: 1 }],
];

test.each(broken)('cannot look with %s', (_title, ran) => {
  expect(() => readConnection(ranWith(ran), plainNetwork)).toThrow('could not try to connect');
});
