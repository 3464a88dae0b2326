import { expect, test } from 'vitest';
import { lasting } from '../../../../src/checks/parts/lasting.ts';

test('what goes by one key begins once and ends once', async () => {
  const { throughout, endAll } = lasting();
  const log: string[] = [];
  const begin = async () => log.push('begin');
  const end = async (value: number) => log.push(`end ${value}`);
  expect(await Promise.all([throughout('a', begin, end), throughout('a', begin, end)])).toEqual([1, 1]);
  await endAll();
  await endAll();
  expect(log).toEqual(['begin', 'end 1']);
});

test('what could not begin is not ended, and everybody who asks is told', async () => {
  const { throughout, endAll } = lasting();
  const begin = () => Promise.reject<number>(new Error('no tcpdump'));
  const end = async () => expect.unreachable();
  await expect(throughout('a', begin, end)).rejects.toThrow('no tcpdump');
  await expect(throughout('a', begin, end)).rejects.toThrow('no tcpdump');
  await endAll();
});

test('what does not end keeps nothing else from its end', async () => {
  const { throughout, endAll } = lasting();
  const ended: string[] = [];
  await throughout(
    'a',
    async () => 'a',
    () => Promise.reject(new Error('it does not end')),
  );
  await throughout(
    'b',
    async () => 'b',
    async (value) => void ended.push(value),
  );
  await endAll();
  expect(ended).toEqual(['b']);
});
