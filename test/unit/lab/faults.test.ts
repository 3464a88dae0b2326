import { describe, expect, test } from 'vitest';
import { drawSeed, faultOf, MOST_SEED } from '../../../src/lab/faults.ts';
import type { LabFault } from '../../../src/lab/lab.ts';

const fault = (id: string): LabFault => ({ id, title: id, layer: 'link', shows: ['a.1'], debrief: id });
const ids = ['mask', 'gateway', 'mtu', 'dns', 'route'];
const lab = { id: '90-broken', faults: ids.map(fault) };
const meant = (seed: number, of = lab) => faultOf(of, seed)?.id;

describe('a seed', () => {
  test('means the same fault each time', () => {
    expect(meant(4711)).toBe(meant(4711));
  });

  test('up to the number of faults means each of them once, and not in the order of the file', () => {
    const order = ids.map((_, at) => meant(at + 1));
    expect(order.toSorted()).toEqual(ids.toSorted());
    expect(order).not.toEqual(ids);
  });

  test('beyond them says nothing by its last digits', () => {
    const far = Array.from({ length: 200 }, (_, at) => meant(5 * at + 6));
    expect(new Set(far).size).toBe(ids.length);
  });

  test('means another fault in a lab of another name', () => {
    const other = { ...lab, id: '91-broken' };
    const seeds = Array.from({ length: 20 }, (_, at) => at + 6);
    expect(seeds.map((seed) => meant(seed))).not.toEqual(seeds.map((seed) => meant(seed, other)));
  });

  test('means nothing in a lab without faults', () => {
    expect(meant(1, { id: '01-netns', faults: [] })).toBeUndefined();
  });
});

describe('a seed that is drawn', () => {
  const randoms = [0, 0.2, 0.5, 0.8, 0.999999];

  test.each(randoms)('is never one of the first, and in range (%d)', (random) => {
    const seed = drawSeed(lab, [], () => random);
    expect(seed).toBeGreaterThan(ids.length);
    expect(seed).toBeLessThan(MOST_SEED);
  });

  test('can be for every fault', () => {
    const drawn = ids.map((_, at) => meant(drawSeed(lab, [], () => at / ids.length)));
    expect(drawn).toEqual(ids);
  });

  test.each(randoms)('is for a fault that is not mended yet (%d)', (random) => {
    expect(meant(drawSeed(lab, ['mask', 'mtu', 'dns', 'route'], () => random))).toBe('gateway');
  });

  test('is for any of them when all are mended', () => {
    expect(meant(drawSeed(lab, ids, () => 0.99))).toBe('route');
  });
});
