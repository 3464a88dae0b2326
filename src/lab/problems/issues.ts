import type * as z from 'zod';
import { didYouMean, quoted } from './nearest.ts';
import { type Fault, MOST_PROBLEMS } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What the sentences need besides the issue. */
export type Reading = {
  /** The whole of the data, to say what was found. */
  data: unknown;
  /** The keys allowed in the object at a path, for a did-you-mean. */
  keysAt: (path: readonly PropertyKey[]) => readonly string[];
  /** The source text of the scalar at a path, such as `10.0` where the data says 10. */
  sourceAt: (path: readonly PropertyKey[]) => string | undefined;
};

/** The issues of a zod schema as faults with sentences for authors. */
export function faultsOf(issues: readonly Issue[], reading: Reading): Fault[] {
  return issues.slice(0, MOST_PROBLEMS).flatMap((issue) => faultsOfIssue(issue, reading));
}

function faultsOfIssue(issue: Issue, reading: Reading): Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_PROBLEMS).map((key) => unknownKey(key, path, reading));
    case 'invalid_union':
      return faultsOfUnion(issue, reading);
    case 'invalid_key':
      return [
        {
          code: 'wrong-key',
          message: `${subject(path)}: ${issue.issues[0]?.message ?? issue.message}`,
          path,
          atKey: true,
        },
      ];
    case 'invalid_type':
      return [wrongType([issue.expected], path, reading)];
    case 'invalid_value':
      return [wrongValue(issue.values.map(String), path, reading)];
    case 'too_small':
    case 'too_big':
      return [{ code: 'wrong-size', message: sizeMessage(issue, path), path }];
    default:
      return [{ code: 'wrong-value', message: `${subject(path)}: ${issue.message}`, path }];
  }
}

function unknownKey(key: string, path: readonly PropertyKey[], { keysAt }: Reading): Fault {
  const message = `unknown key "${key}"${didYouMean(key, keysAt(path), 'the keys are')}`;
  return { code: 'unknown-key', message, path: [...path, key], atKey: true };
}

/** Of the branches of a union, the one that was most likely meant: one of the right type with the fewest faults. */
function faultsOfUnion(issue: z.core.$ZodIssueInvalidUnion, reading: Reading): Fault[] {
  const { path, errors } = issue;
  const rightType = errors.filter((branch) => !branch.some((inner) => isTypeOf(inner)));
  const [best] = rightType.toSorted((a, b) => a.length - b.length);
  if (best !== undefined) {
    return faultsOf(
      best.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
      reading,
    );
  }
  const expected = errors.flatMap((branch) => branch.filter(isTypeOf)).map((inner) => inner.expected);
  if (expected.length > 0) return [wrongType([...new Set(expected)], path, reading)];
  return [{ code: 'wrong-value', message: `${subject(path)}: ${issue.message}`, path }];
}

function isTypeOf(issue: Issue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function wrongType(expected: readonly string[], path: readonly PropertyKey[], reading: Reading): Fault {
  const value = valueAt(reading.data, path);
  const wanted = expected.map(typeName).join(' or ');
  if (value === undefined)
    return { code: 'missing-key', message: `${subject(path)} is missing: it is ${wanted}`, path };
  const source = reading.sourceAt(path) ?? '';
  const isUnquoted = expected.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
  const mend = isUnquoted ? `: write it in quotes, "${source}"` : '';
  const found = `${describe(value, source)}${mend}`;
  return { code: 'wrong-type', message: `${subject(path)} must be ${wanted}, not ${found}`, path };
}

function wrongValue(values: readonly string[], path: readonly PropertyKey[], reading: Reading): Fault {
  const value = valueAt(reading.data, path);
  if (value === undefined) {
    return { code: 'missing-key', message: `${subject(path)} is missing: it is one of ${quoted(values)}`, path };
  }
  const source = reading.sourceAt(path) ?? '';
  const allowed = values.length === 1 ? `must be ${values[0]}` : `is one of ${quoted(values)}`;
  const message = `${subject(path)} ${allowed}, not ${describe(value, source)}`;
  return { code: 'wrong-value', message, path };
}

function sizeMessage(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: readonly PropertyKey[]): string {
  const [word, limit] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  if (issue.origin === 'string' && limit === 1) return `${subject(path)} is empty`;
  if (issue.origin === 'array')
    return `${subject(path)} must have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `${subject(path)} must be ${word} ${limit}${issue.origin === 'string' ? ' characters long' : ''}`;
}

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function describe(value: unknown, source: string): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return `the text "${value.slice(0, 60)}"`;
  return typeof value === 'number' ? `the number ${source}` : source;
}

/** `"minutes"`, or for an item of a list `"checks" 2`. */
function subject(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `"${String(path.at(-2) ?? '')}" ${last + 1}` : `"${String(last)}"`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
