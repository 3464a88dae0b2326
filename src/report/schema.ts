import * as z from 'zod';
import type { Report } from '../checks/report.ts';

const status = z.enum(['passed', 'failed', 'blocked', 'unknown']).describe('What was found.');

const evidence = z
  .strictObject({
    command: z.string().describe('The command to see it by hand.'),
    output: z.string().describe('What it printed when netlab ran it.'),
  })
  .describe('What a learner can run again.');

export const checkReportSchema = z
  .strictObject({
    id: z.string().describe('The task and the position of the check in it, from 1: `reach.2`.'),
    kind: z.string().describe('The kind of check, such as ping.'),
    title: z.string().describe('What it expects, in a few words.'),
    status,
    optional: z.boolean().describe('A bonus: never needed.'),
    guard: z.boolean().describe('Holds from the start and must go on holding.'),
    points: z.number().describe('What it counts in the score.'),
    expected: z.string().describe('Completes "expected: …"; empty when hidden.'),
    found: z.string().describe('Completes "found: …"; empty when hidden.'),
    because: z.string().nullable().describe('Why it matters, or what most likely went wrong.'),
    evidence: evidence.nullable(),
    ms: z.number().min(0).describe('How long it took to look, in milliseconds.'),
  })
  .describe('One expectation and its outcome.');

const task = z
  .strictObject({
    id: z.string().describe('The id of the task.'),
    title: z.string().describe('What is to be done.'),
    status,
    checks: z.array(checkReportSchema).describe('Its checks, in order.'),
  })
  .describe('One task and its outcome.');

const debrief = z
  .strictObject({
    fault: z.string().describe('Its id.'),
    title: z.string().describe('What was broken.'),
    layer: z.string().describe('The layer it was in.'),
    text: z.string().describe('What it was, how to find it, where one meets it. Markdown.'),
    seed: z.number().describe('`netlab start LAB --seed` with it brings the same fault again.'),
  })
  .describe('What had been broken in a lab with faults; there once everything holds.');

/** What `netlab check --json` prints. */
export const reportSchema = z
  .strictObject({
    lab: z.string().describe('The id of the lab.'),
    passed: z.boolean().describe('Every needed check passed.'),
    score: z
      .strictObject({
        points: z.number().describe('Points of the needed checks that passed.'),
        of: z.number().describe('Points of all needed checks.'),
        bonus: z.number().describe('Points of the optional checks that passed.'),
      })
      .describe('The score.'),
    tasks: z.array(task).describe('The tasks, in order.'),
    debrief: debrief.exactOptional(),
  })
  .describe('All outcomes of one netlab check.');

/** JSON Schema (2020-12) of a report. */
export function reportJsonSchema(): Record<string, unknown> {
  return { title: 'netlab report', ...z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }) };
}

// Type and schema name the same keys, or this does not compile.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
true satisfies Same<z.output<typeof reportSchema>, Report>;
