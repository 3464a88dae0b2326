import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { abandonedFolders, temporaryFolder } from '../../../src/system/temporary.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netlab-test-'));
  vi.stubEnv('TMPDIR', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const namespace = /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
const put = (name: string) => {
  mkdirSync(join(home, name));
  return join(home, name);
};

test('a folder of a living process is not abandoned', () => {
  expect(basename(temporaryFolder('proof'))).toMatch(new RegExp(`^netlab-proof-${namespace}-${process.pid}-\\d+-`));
  expect(abandonedFolders('proof')).toEqual([]);
});

test('a folder of a process that has ended is, for its own purpose, and also when another has its number', () => {
  const left = put(`netlab-proof-${namespace}-${spawnSync('true').pid}-1-AbCdEf`);
  const reborn = put(`netlab-proof-${namespace}-${process.pid}-1-AbCdEf`);
  put(`netlab-proof-1-${spawnSync('true').pid}-1-AbCdEf`);
  put('netlab-proof-of-somebody');
  expect(abandonedFolders('proof').toSorted()).toEqual([left, reborn].toSorted());
  expect(abandonedFolders('plugins')).toEqual([]);
});
