import { describe, expect, test } from 'vitest';
import type { Ping } from '../../../src/propose/pings.ts';
import { reachProposals } from '../../../src/propose/reach.ts';

const homes: Record<string, string[]> = {
  red: ['10.0.0.1'],
  blue: ['10.0.0.2'],
  gray: ['10.0.0.3'],
  host: ['10.0.0.5', '192.168.1.2'],
};
const all: Ping[] = Object.keys(homes).flatMap((from) =>
  Object.entries(homes).flatMap(([target, addresses]) =>
    from === target ? [] : addresses.map((to) => ({ from, target, to })),
  ),
);
/** The pings between these places, both ways, at every address. */
const among = (...places: string[]) =>
  all.filter(({ from, target }) => places.includes(from) && places.includes(target));
const only = (from: string, to: string) => all.filter((ping) => ping.from === from && ping.to === to);
const entries = (start: Ping[], now: Ping[]) =>
  reachProposals({ all, start, now }).map(({ entry, control }) => (control ? [entry, control.entry] : [entry]));

describe('who reaches whom', () => {
  test('nothing new is no check', () => {
    expect(entries(among('red', 'blue'), among('red', 'blue'))).toEqual([]);
  });

  test('places that all came to reach each other are one matrix', () => {
    expect(entries([], among('red', 'blue', 'gray', 'host'))).toEqual([[{ matrix: ['red', 'blue', 'gray', 'host'] }]]);
  });

  test('a place that joins others that reached each other before makes a matrix with them', () => {
    const start = among('red', 'blue');
    expect(entries(start, among('red', 'blue', 'gray'))[0]).toEqual([{ matrix: ['red', 'blue', 'gray'] }]);
  });

  test('one way only is one ping, and what it still does not reach is an absence with that ping as its control', () => {
    expect(entries([], only('red', '10.0.0.2'))).toEqual([
      [{ from: 'red', to: '10.0.0.2' }],
      [
        { from: 'red', to: '10.0.0.3', reachable: false },
        { from: 'red', to: '10.0.0.2' },
      ],
      [
        { from: 'red', to: '10.0.0.5', reachable: false },
        { from: 'red', to: '10.0.0.2' },
      ],
      [
        { from: 'red', to: '192.168.1.2', reachable: false },
        { from: 'red', to: '10.0.0.2' },
      ],
    ]);
  });

  test('a place of which one address is out of reach is in no matrix', () => {
    const now = among('red', 'host').filter(({ to }) => to !== '192.168.1.2');
    expect(entries([], now).some(([entry]) => entry && 'matrix' in entry)).toBe(false);
  });

  test('what is lost is an absence; its control is the same machine, or else the nearest address', () => {
    const start = among('red', 'host', 'gray');
    const lost = start.filter((ping) => !(ping.from === 'red' && ping.to === '192.168.1.2'));
    expect(entries(start, lost)).toEqual([
      [
        { from: 'red', to: '192.168.1.2', reachable: false },
        { from: 'red', to: '10.0.0.5' },
      ],
    ]);
    const without = start.filter(({ from, target }) => !(from === 'red' && target === 'host'));
    expect(entries(start, without).map(([, control]) => control)).toEqual([
      { from: 'red', to: '10.0.0.3' },
      { from: 'red', to: '10.0.0.3' },
    ]);
  });

  test('a place that reaches nothing has no control, so its absences prove nothing and are left out', () => {
    expect(entries(among('red', 'blue'), [])).toEqual([]);
  });
});
