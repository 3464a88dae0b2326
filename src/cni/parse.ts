import type * as z from 'zod';
import {
  type CniError,
  type CniResult,
  type CniVersions,
  errorSchema,
  resultSchemas,
  SPEC_VERSIONS,
  type SpecVersion,
  versionSchema,
} from './types.ts';

/** Text from a plugin or a file, read as what the specification says it should be: data, or a sentence that says what is wrong. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

/** What ADD printed. `version` is the `cniVersion` the plugin was given: the result must carry the same (section 5). */
export function parseResult(text: string, version: string): Parsed<CniResult> {
  const json = parseObject(text);
  if (!json.ok) return json;
  if (json.value['cniVersion'] !== version) {
    const said = json.value['cniVersion'] === undefined ? 'none' : JSON.stringify(json.value['cniVersion']);
    return { ok: false, problem: `the result must have the "cniVersion" of the input, "${version}", and has ${said}` };
  }
  if (!isSpecVersion(version)) {
    return {
      ok: false,
      problem: `netlab reads results of CNI ${SPEC_VERSIONS.join(', ')}, and this one is ${version}`,
    };
  }
  return parseWith(resultSchemas[version], json.value, 'the result');
}

/** The error object of a failed command: `code` and `msg` are what makes it one. */
export function parseError(text: string): Parsed<CniError> {
  const json = parseObject(text);
  return json.ok ? parseWith(errorSchema, json.value, 'the error') : json;
}

/** What VERSION printed. */
export function parseVersions(text: string): Parsed<CniVersions> {
  const json = parseObject(text);
  return json.ok ? parseWith(versionSchema, json.value, 'the answer to VERSION') : json;
}

/** `value` by `schema`; the first problem as a sentence that names the key, e.g. `ips[0].address must be …`. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, what: string): Parsed<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const message = issue ? issue.message.replace(/^Invalid input: /, '') : 'is not as the specification says';
  return { ok: false, problem: `${what}: ${keyPath(issue?.path ?? [])} ${message}` };
}

/** One JSON object, and nothing else in the text. */
export function parseObject(text: string): Parsed<Record<string, unknown>> {
  if (text.trim() === '') return { ok: false, problem: 'nothing was printed where a JSON object was due' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { ok: true, value: value as Record<string, unknown> };
    }
    return { ok: false, problem: `a JSON object was due, and this is ${excerpt(text)}` };
  } catch {
    return { ok: false, problem: `this is not JSON: ${excerpt(text)}` };
  }
}

/** The start of a text on one line, for sentences. */
export function excerpt(text: string, length = 120): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > length ? `${line.slice(0, length)} …` : line;
}

function isSpecVersion(version: string): version is SpecVersion {
  return (SPEC_VERSIONS as readonly string[]).includes(version);
}

function keyPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'it' : `"${text.replace(/^\./, '')}"`;
}
