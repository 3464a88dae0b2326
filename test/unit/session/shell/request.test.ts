import { expect, test } from 'vitest';
import { parseRequest } from '../../../../src/session/shell/request.ts';

test.each([
  ['a stop', '{"kind":"stop"}', { kind: 'stop' }],
  ['a reset', '{"kind":"reset"}', { kind: 'reset', task: undefined }],
  ['a reset to a task', '{"kind":"reset","task":"wire"}', { kind: 'reset', task: 'wire' }],
  ['a reset with a path for a task', '{"kind":"reset","task":"../../etc"}', { kind: 'reset', task: undefined }],
  ['a reset with a number', '{"kind":"reset","task":7}', { kind: 'reset', task: undefined }],
  ['another word', '{"kind":"start"}', undefined],
  ['nothing', 'null', undefined],
  ['a list', '[]', undefined],
])('reads %s from the inbox', (_title, text, request) => {
  expect(parseRequest(text)).toEqual(request);
});
