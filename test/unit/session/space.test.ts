import { expect, test } from 'vitest';
import { outOfSpace } from '../../../src/session/space.ts';

const failed = (code: string, path?: string) => Object.assign(new Error(code), { code, path });

test.each([
  [failed('ENOSPC'), 'cannot write: there is no space left'],
  [failed('EDQUOT', '/home/ann/x'), 'cannot use /home/ann/x: the disk quota is used up'],
  [failed('EACCES', '/root/x'), 'cannot use /root/x: permission denied'],
  [failed('EACCES'), undefined],
  [failed('ENOENT', '/x'), undefined],
  [new Error('a bug'), undefined],
])('%s is told as %o', (error, message) => {
  expect(outOfSpace(error)?.message).toBe(message);
});
