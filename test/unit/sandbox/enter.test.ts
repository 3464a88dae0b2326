import { expect, test } from 'vitest';
import { enterPlace, findPlace } from '../../../src/sandbox/enter.ts';
import type { LabRecord } from '../../../src/sandbox/record.ts';

const record: LabRecord = {
  format: 1,
  lab: '05-pod-network',
  title: '',
  folder: '/labs/05-pod-network',
  startedAt: '2026-01-01T00:00:00.000Z',
  phase: 'running',
  init: { pid: 100, startTime: '1', boot: 'b' },
  singleId: false,
  nodes: { node1: 7, node2: 8 },
  namespaces: { purple: 'node2' },
  workspaces: [],
};

test.each([
  ['node2', { node: 'node2', namespace: undefined }],
  ['node2/green', { node: 'node2', namespace: 'green' }],
  ['purple', { node: 'node2', namespace: 'purple' }],
  ['made-by-the-learner', { node: 'node1', namespace: 'made-by-the-learner' }],
  ['node3/green', undefined],
  ['node1/', undefined],
  ['', undefined],
  ['node1/a/b', undefined],
])('%j is the place %j', (text, place) => {
  expect(findPlace(record, text)).toEqual(place);
});

test('from the machine the way leads through the PID 1 of the sandbox', () => {
  const args = enterPlace(record, { node: 'node2', namespace: 'purple' }, false);
  expect(args).toContain('--user=/proc/100/ns/user');
  expect(args.slice(args.indexOf('--'))).toEqual([
    ...['--', 'nsenter', '--mount=/proc/8/ns/mnt', '--uts=/proc/8/ns/uts'],
    '--net=/proc/8/root/run/netns/purple',
  ]);
});

test('with a single id the groups are kept, since setgroups is forbidden', () => {
  expect(enterPlace({ ...record, singleId: true }, { node: 'node1', namespace: undefined }, false)).toContain(
    '--preserve-credentials',
  );
});

test('inside there is no wall to cross', () => {
  expect(enterPlace(record, { node: 'node1', namespace: undefined }, true)).toEqual([
    '--mount=/proc/7/ns/mnt',
    '--uts=/proc/7/ns/uts',
    '--net=/proc/7/ns/net',
  ]);
});

test('a direct lab has no user namespace to enter', () => {
  const args = enterPlace({ ...record, direct: true }, { node: 'node1', namespace: undefined }, false);
  const place = ['--mount', '--uts', '--net'];
  expect(args.map((arg) => arg.split('=')[0])).toEqual(['--pid', ...place, '--', 'nsenter', ...place]);
});
