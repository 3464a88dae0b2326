import * as z from 'zod';
import type { ProofReport } from '../proof/proof-report.ts';
import { checkReportSchema } from './schema.ts';

const mutant = z
  .strictObject({
    file: z.string().describe('The solution it is made from.'),
    line: z.number().describe('Line of that file where the changed command begins, from 1.'),
    change: z.enum(['dropped', 'prefix length', 'interface', 'chain', 'port', 'match']).describe('What was changed.'),
    was: z.string().describe('The command as it stands there.'),
    now: z.string().describe('The command that ran; empty when it was dropped.'),
  })
  .describe('The change of a mutant.');

const kept = z
  .strictObject({
    lab: z.string().describe('The name under which it runs.'),
    folder: z.string().describe('The folder that holds its files.'),
  })
  .describe('A sandbox that was kept.');

const run = z
  .strictObject({
    kind: z.enum(['start', 'fault', 'solution', 'mistake', 'mutation']).describe('What was proved.'),
    name: z.string().describe('Such as `mistakes/no-way-back.sh`, or `solution.sh:12 dropped`.'),
    round: z.number().describe('Which of the repetitions, from 1.'),
    status: z
      .enum(['held', 'broken', 'survived', 'unknown'])
      .describe('`survived`: no check caught the mutant. `unknown`: netlab could not look.'),
    problems: z.array(z.string()).describe('What does not hold, a sentence each.'),
    notes: z.array(z.string()).describe('What an author may want to know all the same.'),
    mutant: mutant.nullable(),
    open: z.array(checkReportSchema).describe('The checks that were open when it broke.'),
    kept: kept.nullable(),
    ms: z.number().describe('Wall time in milliseconds.'),
  })
  .describe('One sandbox from start to stop.');

const lab = z
  .strictObject({
    lab: z.string().describe('The id of the lab.'),
    proved: z.boolean().describe('Everything that was asked for holds.'),
    runs: z.array(run).describe('Every run.'),
    mutants: z
      .strictObject({
        all: z.number().describe('How many there were.'),
        caught: z.number().describe('Caught by a check.'),
        optional: z.number().describe('Not caught, for a reason that the author gives.'),
        survived: z.number().describe('Not caught.'),
      })
      .describe('The mutants, counted.'),
  })
  .describe('What was proved of one lab.');

/** What `netlab lab test --json` prints. */
export const proofSchema = z
  .strictObject({
    proved: z.boolean().describe('Everything that was asked for holds.'),
    strict: z.boolean().describe('Whether a mutant that survives is an error.'),
    labs: z.array(lab).describe('The labs.'),
    ms: z.number().describe('Wall time in milliseconds.'),
  })
  .describe('All that one netlab lab test found.');

/** JSON Schema (2020-12) of a proof. */
export function proofJsonSchema(): Record<string, unknown> {
  return { title: 'netlab proof', ...z.toJSONSchema(proofSchema, { target: 'draft-2020-12' }) };
}

// Type and schema name the same keys, or this does not compile.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
true satisfies Same<z.output<typeof proofSchema>, ProofReport>;
