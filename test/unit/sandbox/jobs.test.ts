import { expect, test } from 'vitest';
import { crowdLines, crowdsOf, type Job, jobLines } from '../../../src/sandbox/jobs.ts';

const job = (place: string, argv: readonly string[], more: Partial<Job> = {}): Job => ({
  enter: [`--net=${place}`],
  argv,
  timeoutMs: 1500,
  input: '',
  ...more,
});

test('jobs of one place go together, but for those with input', () => {
  const waiting = [
    job('red', ['one']),
    job('blue', ['two']),
    job('red', ['three'], { input: 'x' }),
    job('red', ['four']),
    job('red', ['five'], { input: 'y' }),
  ].map((one) => ({ job: one }));
  const names = crowdsOf(waiting).map((crowd) => crowd.map((one) => one.job.argv[0]));
  expect(names).toEqual([['one', 'four'], ['two'], ['three'], ['five']]);
});

test('a job alone has its own limit and input', () => {
  expect(jobLines(3, job('red', ['echo', "it's"], { input: 'a b' }))).toBe(
    `printf %s 'a b' >"$directory/3.in"\njob 3 1.5 --net=red -- echo 'it'\\''s'\n`,
  );
});

test('a crowd has the longest limit; what may not end by itself keeps its own', () => {
  const members = new Map([
    [4, job('red', ['ip', '-j', 'addr'])],
    [5, job('red', ['ip', 'netns', 'exec', 'blue', 'sh'])],
    [6, job('red', ['sh', '-c', 'a\nb'], { timeoutMs: 8000 })],
    [7, job('red', ['bash', '-c', 'c'], { endsItself: true })],
  ]);
  expect(crowdLines(8, members).split('\n')).toEqual([
    "crowd 8 8 --net=red 3<<'END-OF-CROWD-8'",
    'job 4 ip -j addr',
    'job 5 timeout --kill-after=1 1.5 ip netns exec blue sh',
    "job 6 timeout --kill-after=1 8 sh -c 'a",
    "b'",
    'job 7 bash -c c',
    'END-OF-CROWD-8',
    '',
  ]);
});
