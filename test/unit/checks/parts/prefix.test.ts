import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contains,
  holdsAddress,
  isAddress,
  parsePrefix,
  sameAddress,
  samePrefix,
} from '../../../../src/checks/parts/prefix.ts';

describe('prefixes', () => {
  test.each([
    ['10.0.0.0/8', '10.9.9.9/8', true],
    ['1.2.3.4', '1.2.3.4/32', true],
    ['default', '0.0.0.0/0', true],
    ['10.0.0.0/8', '10.0.0.0/9', false],
    ['fd00::/8', 'fd00:0::1/8', true],
    ['::/0', '0.0.0.0/0', false],
    ['nonsense', 'nonsense', false],
  ])('%s and %s are the same: %s', (a, b, same) => {
    expect(samePrefix(a, b)).toBe(same);
  });

  test.each([
    ['10.244.0.0/16', '10.244.3.0/24', true],
    ['10.244.3.0/24', '10.244.0.0/16', false],
    ['0.0.0.0/0', '1.2.3.4', true],
    ['::/0', '1.2.3.4', false],
  ])('%s contains %s: %s', (outer, inner, is) => {
    expect(contains(outer, inner)).toBe(is);
  });

  test('an address counts without its prefix length', () => {
    expect(holdsAddress('10.0.0.0/24', '10.0.0.7/8')).toBe(true);
    expect(sameAddress('fd00::1/64', 'fd00:0:0::1')).toBe(true);
    expect(isAddress('10.0.0.1/24')).toBe(false);
    expect(isAddress('10.0.0.256')).toBe(false);
  });

  test('any text is either understood or not, but never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        const prefix = parsePrefix(text);
        expect(prefix === undefined || prefix.first <= prefix.last).toBe(true);
      }),
    );
  });
});
