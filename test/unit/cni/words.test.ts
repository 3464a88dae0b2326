import { expect, test } from 'vitest';
import { nodeOf } from '../../../src/cni/attach.ts';
import { outcomeNotes, versionLines } from '../../../src/cni/words.ts';
import { call, chain, refused } from './seen.ts';

test('a success without a word on standard error has no notes', () => {
  expect(outcomeNotes(chain())).toBe('');
});

test('a failure says what failed, how to repeat it, and what was undone', () => {
  const failed = { ...refused(7, 'no subnet'), undone: chain({ command: 'DEL' }) };
  expect(outcomeNotes(failed).split('\n')).toEqual([
    'netlab: mini ADD failed with code 7: no subnet',
    '  by hand: env CNI_COMMAND=ADD mini',
    '  DEL was called after it, as a runtime does.',
  ]);
});

test('a DEL that failed too is told', () => {
  expect(outcomeNotes({ ...refused(7), undone: refused(3, 'gone') })).toMatch(
    /and failed too: mini ADD failed with code 3/,
  );
});

test('what plugins write to standard error comes first', () => {
  expect(outcomeNotes(chain({ calls: [call({ stderr: 'I was here\n' })] }))).toBe('I was here');
});

test('versions are a line for each plugin', () => {
  const versions = { cniVersion: '1.0.0', supportedVersions: ['0.4.0', '1.0.0'] };
  expect(
    versionLines(chain({ calls: [call({ versions }), call({ plugin: 'tuning', problem: 'tuning fell over' })] })),
  ).toBe('mini: 0.4.0, 1.0.0\ntuning: tuning fell over');
});

test('the first node is meant unless one is named, and an unknown one is refused by name', () => {
  const lab = { nodes: { node1: 1, node2: 2 }, namespaces: {} };
  expect(nodeOf(lab, undefined)).toBe('node1');
  expect(nodeOf(lab, 'node2')).toBe('node2');
  expect(() => nodeOf(lab, 'node9')).toThrow('there is no node "node9" in this lab (it has node1, node2)');
});
