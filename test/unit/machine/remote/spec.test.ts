import { expect, test } from 'vitest';
import { parseSpec, specText } from '../../../../src/machine/remote/spec.ts';

test.each([
  ['this', { kind: 'this' }],
  ['vagrant', { kind: 'vagrant' }],
  ['footloose', { kind: 'footloose' }],
  ['ssh:vm', { kind: 'ssh', user: undefined, host: 'vm', port: undefined }],
  ['ssh:me@vm.example:2222', { kind: 'ssh', user: 'me', host: 'vm.example', port: 2222 }],
  ['ssh:me@[fd00::1]:22', { kind: 'ssh', user: 'me', host: 'fd00::1', port: 22 }],
])('%s is a machine, and written back the same', (text, spec) => {
  expect(parseSpec(text)).toEqual(spec);
  expect(specText(parseSpec(text))).toBe(text);
});

test.each([
  '',
  'docker',
  'ssh:',
  'ssh:-oProxyCommand=x',
  'ssh:me@-x',
  'ssh:a b',
  'ssh:vm:0',
  'ssh:vm:70000',
  'ssh:$(x)@vm',
])('"%s" names no machine', (text) => {
  expect(() => parseSpec(text)).toThrow('names no machine');
});
