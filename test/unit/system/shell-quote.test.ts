import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellLine } from '../../../src/system/shell-quote.ts';

test.each([
  [['ip', 'link', 'set', 'veth-red', 'up'], 'ip link set veth-red up'],
  [['echo', ''], "echo ''"],
  [['echo', "it's"], "echo 'it'\\''s'"],
  [['echo', '$HOME; rm -rf *'], "echo '$HOME; rm -rf *'"],
])('%j is written %s', (argv, line) => {
  expect(shellLine(argv)).toBe(line);
});

test('sh reads back what was written', { timeout: 60_000 }, () => {
  const words = fc.array(
    fc.string({ unit: 'binary' }).map((word) => word.replaceAll('\0', '')),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(words, (argv) => {
      const read = execFileSync('sh', ['-c', `printf '%s\\0' ${shellLine(argv)}`], { encoding: 'utf8' });
      expect(read.split('\0').slice(0, -1)).toEqual(argv.map((word) => Buffer.from(word).toString()));
    }),
    { numRuns: 50 },
  );
});
