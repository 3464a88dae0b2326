import './no-color.ts';
import { expect, test } from 'vitest';
import { marks, theme } from '../../../src/report/theme.ts';

test('NO_COLOR takes all colour away, and code keeps its backquotes', () => {
  expect(theme.status('failed', 'x') + theme.title('x') + theme.code('ip')).toBe('xx`ip`');
});

test('each outcome has a mark and a word of its own', () => {
  const all = Object.values(marks);
  expect(new Set(all.map(({ mark }) => mark)).size).toBe(4);
  expect(new Set(all.map(({ word }) => word)).size).toBe(4);
});
