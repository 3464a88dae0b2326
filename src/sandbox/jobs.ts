import { readFileSync, rmSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import { run } from '../system/run.ts';
import { shellLine } from '../system/shell-quote.ts';
import { BOUND_MYSELF } from './bounds.ts';
import { enterRoom } from './enter.ts';
import { INSIDE, insideEnvironment } from './layout.ts';
import type { LabRecord } from './record.ts';

/** One command for a place of a running lab. */
export type Job = {
  /** nsenter(1) arguments from the sandbox's room to the place. */
  enter: readonly string[];
  argv: readonly string[];
  timeoutMs: number;
  input: string;
};

export type JobResult = {
  /** As timeout(1) tells it: 124 or 137 after the time limit. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Wall time in milliseconds since the batch began. */
  ms: number;
};

/** The largest batch: more commands at once would only wait for each other. */
const BATCH = 128;

/**
 * Runs all jobs side by side with a single hop into the sandbox, and hands each result on as soon as it is there. Resolves when all are done.
 * Throws MachineError when the hop itself fails (the sandbox has ended).
 */
export async function runJobs(
  record: LabRecord,
  inside: boolean,
  jobs: readonly Job[],
  onResult: (index: number, result: JobResult) => void,
): Promise<void> {
  for (let first = 0; first < jobs.length; first += BATCH) {
    await runBatch(record, inside, jobs.slice(first, first + BATCH), (index, result) =>
      onResult(first + index, result),
    );
  }
}

async function runBatch(
  record: LabRecord,
  inside: boolean,
  jobs: readonly Job[],
  onResult: (index: number, result: JobResult) => void,
): Promise<void> {
  const directory = `${INSIDE.run}/jobs/${process.pid}.${Math.random().toString(36).slice(2)}`;
  const here = inside ? directory : `/proc/${record.init.pid}/root${directory}`;
  const began = performance.now();
  const hop = inside ? [] : ['nsenter', ...enterRoom(record), '--'];
  const done = new Set<number>();
  const finished = await run([...hop, '/bin/sh', '-s', directory], {
    env: { ...insideEnvironment(record.lab), LC_ALL: 'C', TZ: 'UTC' },
    input: batchScript(jobs),
    onLine: (line) => {
      const [number, exitCode] = line.split(' ').map(Number);
      if (number === undefined || exitCode === undefined || done.has(number)) return;
      done.add(number);
      onResult(number, {
        exitCode,
        stdout: readOutput(`${here}/${number}.out`),
        stderr: readOutput(`${here}/${number}.err`),
        ms: Math.round(performance.now() - began),
      });
    },
  });
  rmSync(here, { recursive: true, force: true });
  if (done.size < jobs.length) {
    throw new MachineError(
      `the sandbox of ${record.lab} does not answer: ${finished.stderr.trim() || 'it has ended'}`,
      {
        next: ['netlab status', `netlab reset --lab ${record.lab}`],
      },
    );
  }
}

function batchScript(jobs: readonly Job[]): string {
  const lines = jobs.flatMap(({ enter, argv, timeoutMs, input }, index) => [
    input === ''
      ? `: >"$directory/${index}.in"`
      : `base64 -d >"$directory/${index}.in" <<'INPUT'\n${Buffer.from(input).toString('base64')}\nINPUT`,
    `job ${index} ${timeoutMs / 1000} ${shellLine([...enter, '--', ...argv])}`,
  ]);
  return [BOUND_MYSELF, `. ${INSIDE.app}/libexec/jobs.sh`, ...lines, 'wait', ''].join('\n');
}

/** A learner's command may fill the disk or be killed early; then there is less output, or none. */
function readOutput(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
