import { expect, test } from 'vitest';
import { readOutcome } from '../../../src/cni/plugin.ts';

const call = (command: 'ADD' | 'DEL' | 'CHECK' | 'VERSION') => ({
  plugin: { type: 'mini', file: '/opt/cni/bin/mini' },
  command,
  request: { cniVersion: '1.0.0' },
});
const ran = (exitCode: number | undefined, stdout = '', stderr = '', timedOut = false) => ({
  exitCode,
  stdout,
  stderr,
  timedOut,
});

test('a result, an answer and silence are what success looks like', () => {
  expect(readOutcome(call('ADD'), ran(0, '{"cniVersion":"1.0.0"}'))).toHaveProperty('result.cniVersion', '1.0.0');
  const versions = '{"cniVersion":"1.0.0","supportedVersions":["1.0.0"]}';
  expect(readOutcome(call('VERSION'), ran(0, versions))).toHaveProperty('versions.supportedVersions', ['1.0.0']);
  expect(readOutcome(call('DEL'), ran(0))).toEqual({});
  expect(readOutcome(call('CHECK'), ran(0))).toEqual({});
});

test.each([
  ['an error object', ran(1, '{"code":7,"msg":"no subnet"}'), 'mini ADD failed with code 7: no subnet'],
  ['an error with details', ran(1, '{"code":7,"msg":"no","details":"x y"}'), 'mini ADD failed with code 7: no (x y)'],
  ['only an exit code', ran(3), /exited with 3 without an error object on standard output; it printed nothing/],
  ['an error on stderr only', ran(1, '', 'oops\n'), /without an error object on standard output; it printed: oops/],
  ['garbage with success', ran(0, 'hello'), 'mini ADD exited with 0, but this is not JSON: hello'],
  ['nothing with success', ran(0), /exited with 0, but nothing was printed/],
  ['no end', ran(undefined, '', '', true), 'mini ADD did not end within 2 s and was stopped'],
  ['a signal', ran(undefined), /was ended by a signal without an error object/],
  ['a script without its interpreter', ran(127, '', 'sh: 1: /opt/cni/bin/mini: not found'), /cannot be started: sh:/],
  [
    'a command the plugin lacks',
    ran(127, '', 'mini: 3: jqq: not found'),
    /exited with 127 .* it printed: mini: 3: jqq/,
  ],
])('%s is a sentence that names plugin and command', (_what, seen, problem) => {
  const outcome = readOutcome(call('ADD'), seen, 2000);
  expect(outcome.result).toBeUndefined();
  expect(outcome.problem).toMatch(problem);
});

test('a flood is cut to a line', () => {
  const outcome = readOutcome(call('ADD'), ran(1, '', 'x'.repeat(1_000_000)));
  expect(outcome.problem?.length).toBeLessThan(300);
});
