import * as z from 'zod';
import type { CheckKinds } from '../src/lab/schema.ts';
import { checkSchema, labSchema } from '../src/lab/schema.ts';

/** docs/lab-format.md: every key of a lab file, from the one definition of the format. */
export function labFormatPage(kinds: CheckKinds): string {
  const lab = jsonSchema(labSchema(kinds));
  const check = jsonSchema(checkSchema(kinds));
  const sections = [
    ...objects(lab, 'The lab', ''),
    section('Checks', '## ', `${check.description}`, keyTable(withoutKinds(check, kinds))),
    ...[...kinds.values()].map((kind) =>
      section(
        `\`${kind.kind}\``,
        '### ',
        `${kind.about}\n\n${fenced(kind.example ?? '')}`,
        keyTable(jsonSchema(kind.schema)),
      ),
    ),
  ];
  const contents = sections.map(({ title, mark }) => `${mark === '## ' ? '' : '  '}* [${title}](#${anchor(title)})`);
  return `${HEAD}\n${contents.join('\n')}\n\n${sections.map(({ text }) => text).join('\n\n')}\n`;
}

const HEAD = `# The lab format

Every key of a \`lab.yaml\`, made from its definition in \`src/lab/schema.ts\` and \`src/checks/kinds/\` by \`npm run schemas\`. How to write a lab with it is in
the [author guide](author-guide.md). A key that is not listed is a problem, which \`netlab lab lint\` shows with its line.
`;

type Json = {
  type?: string;
  description?: string;
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  prefixItems?: Json[];
  additionalProperties?: Json | boolean;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
};

type Section = { title: string; mark: string; text: string };

function jsonSchema(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
}

/** A section for an object, and for each object below it. Checks have sections of their own. */
function objects(json: Json, title: string, path: string): Section[] {
  const mark = path === '' || path === 'topology' ? '## ' : '### ';
  const own = section(title, mark, json.description ?? '', keyTable(json));
  const below = Object.entries(json.properties ?? {}).flatMap(([key, inner]) => {
    const [object, suffix] = objectIn(inner);
    if (object === undefined || key === 'checks') return [];
    const where = `${path === '' ? '' : `${path}.`}${key}`;
    return repeated(where) ? [] : objects(object, `\`${where}${suffix}\``, `${where}${suffix}`);
  });
  return [own, ...below];
}

/** What a namespace has in common with its node is told once. */
function repeated(path: string): boolean {
  return /namespaces\.NAME\.(interfaces|routes|processes)$/.test(path);
}

/** The object that a key holds, directly, as the values of a map, or as the items of a list. */
function objectIn(json: Json): [Json | undefined, string] {
  if (json.properties !== undefined) return [json, ''];
  if (typeof json.additionalProperties === 'object' && json.additionalProperties.properties !== undefined) {
    return [json.additionalProperties, '.NAME'];
  }
  if (json.items?.properties !== undefined) return [json.items, '[]'];
  return [undefined, ''];
}

function section(title: string, mark: string, about: string, table: string): Section {
  return { title, mark, text: [`${mark}${title}`, about, table].filter((part) => part !== '').join('\n\n') };
}

function keyTable(json: Json): string {
  // A kind may have two forms, each a strict object of its own.
  const forms = json.properties === undefined ? (json.anyOf ?? []) : [json];
  return forms.map((form) => [oneTable(form), ...tablesWithin(form)].join('\n\n')).join('\n\nor\n\n');
}

/** The tables of objects inside an entry of a kind, which need no section of their own. */
function tablesWithin({ properties = {} }: Json): string[] {
  return Object.entries(properties).flatMap(([key, value]) => {
    const [object] = objectIn(value);
    return object === undefined || SECTIONS.has(key) ? [] : [`In \`${key}\`:`, oneTable(object)];
  });
}

function oneTable({ properties = {}, required = [] }: Json): string {
  const rows = Object.entries(properties).map(([key, value]) => {
    const fallback = required.includes(key) ? 'needed' : shownDefault(value.default);
    return `| \`${key}\` | ${cell(typeOf(value))} | ${fallback} | ${cell(value.description ?? '')} |`;
  });
  if (rows.length === 0) return '';
  return `| key | type | default | |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function typeOf(json: Json): string {
  if (json.enum !== undefined) return json.enum.map((value) => `\`${value}\``).join(' \\| ');
  if (json.const !== undefined) return `\`${json.const}\``;
  if (json.anyOf !== undefined) return [...new Set(json.anyOf.map(typeOf))].join(' or ');
  if (json.prefixItems !== undefined) return `[${json.prefixItems.map(typeOf).join(', ')}]`;
  if (json.type === 'array') return `list of ${plural(typeOf(json.items ?? {}))}`;
  if (json.type === 'object' && typeof json.additionalProperties === 'object') {
    return `map of names to ${plural(typeOf(json.additionalProperties))}`;
  }
  if (json.type === 'integer' || json.type === 'number') return `${NUMBERS[json.type]}${rangeOf(json)}`;
  return TYPES[json.type ?? ''] ?? 'any value';
}

const NUMBERS = { integer: 'whole number', number: 'number' };
const TYPES: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  object: 'an object',
  null: 'nothing',
};

function rangeOf({ minimum, maximum, exclusiveMinimum }: Json): string {
  const from = minimum === undefined || minimum < -1e15 ? undefined : `from ${minimum}`;
  const above = exclusiveMinimum === undefined ? from : `above ${exclusiveMinimum}`;
  const to = maximum === undefined || maximum > 1e15 ? undefined : `to ${maximum}`;
  const range = [above, to].filter((part) => part !== undefined);
  return range.length === 0 ? '' : `, ${range.join(' ')}`;
}

function plural(type: string): string {
  return type.replace(/\b(text|number)\b/g, '$1s').replace('an object', 'objects');
}

function shownDefault(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return `\`${JSON.stringify(value)}\``;
  return Object.keys(value).length === 0 ? '' : 'see below';
}

function withoutKinds({ properties = {}, ...rest }: Json, kinds: CheckKinds): Json {
  return { ...rest, properties: Object.fromEntries(Object.entries(properties).filter(([key]) => !kinds.has(key))) };
}

function cell(text: string): string {
  return text.replaceAll('\n', ' ').replace(/(?<!\\)\|/g, '\\|');
}

function fenced(example: string): string {
  return example === '' ? '' : `\`\`\`yaml\n- ${example}\n\`\`\``;
}

/** Keys whose objects have sections of their own. */
const SECTIONS = new Set([
  ...['references', 'topology', 'tasks', 'faults', 'checks', 'control', 'nodes', 'interfaces', 'routes', 'processes'],
  ...['ready', 'bridges', 'namespaces', 'files', 'workspace'],
]);

/** GitHub's anchor of a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
