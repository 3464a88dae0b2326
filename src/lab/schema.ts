import * as z from 'zod';
import type { AnyCheckKind } from '../checks/check.ts';
import { name, topologySchema } from './topology-schema.ts';

/** The kinds of checks a lab may use, by their key. Handed in, since `lab` never imports `checks`. */
export type CheckKinds = ReadonlyMap<string, AnyCheckKind>;

/** The keys every check entry may have besides the one that names its kind. */
const commonKeys = {
  title: z.string().min(1).optional().describe('What this check expects, in a few words; the kind has a good default.'),
  points: z.number().int().min(0).max(100).default(1).describe('What it counts in the score.'),
  because: z.string().min(1).optional().describe('Why it matters, in a sentence; shown when the check fails.'),
  within: z
    .number()
    .min(0)
    .max(60)
    .default(0)
    .describe('Seconds during which a failing check is tried again; 0 is once.'),
  guard: z.boolean().default(false).describe('True for what holds from the start and must go on holding.'),
  optional: z.boolean().default(false).describe('True for a bonus: shown and counted, never needed.'),
  reveal: z
    .enum(['full', 'found', 'none'])
    .default('full')
    .describe('How much of a failure is shown: everything, only what was found, or nothing.'),
};

export const commonCheckKeys: readonly string[] = [...Object.keys(commonKeys), 'control'];

const reference = z
  .strictObject({
    title: z.string().min(1).describe('The name of the page, such as ip-link(8).'),
    url: z.url({ protocol: /^https?$/, error: 'a reference has an http or https address' }).describe('Its address.'),
  })
  .describe('Something good to read next.');

/** The keys of a lab that say what it is; the catalog reads no more than these. */
export const headerKeys = {
  format: z.literal(1).describe('The version of this format: 1.'),
  title: z.string().min(1).describe('A short name, such as "A way out, and a way in".'),
  summary: z.string().min(1).describe('What it teaches, in one sentence.'),
  level: z.enum(['beginner', 'intermediate', 'advanced']).describe('How much one should know already.'),
  minutes: z.number().int().min(1).max(600).describe('How long it takes, roughly.'),
  after: z.array(z.string().min(1)).default([]).describe('Labs to do first, such as 01-netns.'),
};

/** One key per kind, of which an entry uses exactly one; a rule of its own says so with a better sentence. */
function kindKeys(kinds: CheckKinds) {
  return Object.fromEntries([...kinds].map(([key, kind]) => [key, kind.schema.optional().describe(kind.about)]));
}

/** One entry of `checks`, by itself, so that one broken entry does not hide what is wrong with the others. */
export function checkSchema(kinds: CheckKinds) {
  // zod passes unknown metadata on to the JSON Schema, which is how editors learn that one kind is needed.
  const oneKind = { oneOf: [...kinds.keys()].map((kind) => ({ required: [kind] })) };
  const control = z
    .strictObject(kindKeys(kinds))
    .meta({ ...oneKind, description: 'A check that must pass too, or this one proves nothing: that the probe works.' });
  return z
    .strictObject({ ...commonKeys, control: control.optional(), ...kindKeys(kinds) })
    .meta({ ...oneKind, description: 'One expectation: one key that names its kind, and keys common to all.' });
}

/** The keys of a task that need no check kinds. */
export const taskKeys = {
  id: name.describe('A short name, used in commands: netlab check ID.'),
  title: z.string().min(1).describe('What is to be done, in a few words.'),
  after: z.array(z.string()).default([]).describe('Tasks of this lab that must be done first.'),
  text: z.string().min(1).describe('What to do, why, and what one will see. Markdown.'),
  hints: z.array(z.string().min(1)).default([]).describe('A ladder from a nudge to the command. Markdown.'),
};

const fault = z
  .strictObject({
    id: name.describe(
      'A short name: its scripts are in faults/ID/, `fault.sh` that breaks and `solution.sh` that mends.',
    ),
    title: z.string().min(1).describe('What was broken, in a few words; shown when it is mended.'),
    layer: z
      .string()
      .min(1)
      .describe('The layer it is in, such as "network layer: addresses"; shown when it is mended.'),
    shows: z
      .array(z.string().min(1))
      .min(1)
      .describe('The checks that fail because of it, each as TASK.N. Every other check may fail too, or hold.'),
    debrief: z
      .string()
      .min(1)
      .describe('What it was, how to find it, where one meets it; shown when it is mended. Markdown.'),
  })
  .describe('One thing that may be broken at a start. Learners see its symptoms only.');

/** The whole of lab.yaml: the one definition behind validation, types, JSON Schema and the reference page. */
export function labSchema(kinds: CheckKinds) {
  const task = z
    .strictObject({
      ...taskKeys,
      checks: z.array(checkSchema(kinds)).min(1).describe('What must hold when it is done.'),
    })
    .describe('One step of the lab.');
  return z
    .strictObject({
      ...headerKeys,
      requires: z
        .array(z.string().regex(/^[a-z0-9][a-z0-9_.-]*$/, 'a requirement is a word such as vxlan'))
        .default([])
        .describe('Kernel features and tools beyond the base set, such as vxlan.'),
      references: z.array(reference).default([]).describe('Where to read more.'),
      kinds: z
        .array(z.string().min(1))
        .default([])
        .describe('Kinds of checks that the lab brings: modules of its folder (./kinds/qdisc.ts) or npm packages.'),
      topology: topologySchema.default(() => topologySchema.parse({})),
      tasks: z.array(task).min(1).describe('What is to be done, in order.'),
      faults: z
        .array(fault)
        .default([])
        .describe(
          'What may be broken. A start breaks one of them, by chance or by `--seed`; without a fault all checks hold.',
        ),
    })
    .describe('A netlab lab.');
}

export type LabFile = z.output<ReturnType<typeof labSchema>>;
