import { type Job, type JobResult, runJobs } from './jobs.ts';
import type { LabRecord } from './record.ts';

type Waiting = { job: Job; settle: (result: JobResult) => void; fail: (error: unknown) => void };

/** A function that runs jobs in a lab; those handed to it in the same turn of the event loop share one hop into the sandbox. */
export function sharedHop(record: LabRecord, inside: boolean): (job: Job) => Promise<JobResult> {
  let queue: Waiting[] = [];
  const flush = async () => {
    const batch = queue;
    queue = [];
    const jobs = batch.map(({ job }) => job);
    try {
      await runJobs(record, inside, jobs, (index, result) => batch[index]?.settle(result));
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  };
  return (job) =>
    new Promise((settle, fail) => {
      if (queue.length === 0) setImmediate(() => void flush());
      queue.push({ job, settle, fail });
    });
}
