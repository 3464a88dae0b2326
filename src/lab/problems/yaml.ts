import { type Alias, Composer, type CST, type Document, isScalar, visit, type YAMLMap, YAMLParseError } from 'yaml';
import { tokensOf } from './depth.ts';
import { MOST_PROBLEMS } from './problem.ts';

const MOST_ALIASES = 100;

/** Ten times the largest lab; below it, rules that compare everything with everything are quick. */
const MOST_NODES = 20_000;

/** A fault of the YAML text itself, by offset. */
type YamlFault = { code: string; message: string; offset: number; length: number };

/** The document behind a text, and its data unless the text is at fault. Never throws, whatever the text. */
export type ParsedYaml = { document: Document | undefined; data: unknown; faults: YamlFault[] };

/** YAML 1.2 core schema, without merge keys, whatever a %YAML directive asks for: the file means one thing. */
export function parseYaml(text: string): ParsedYaml {
  try {
    const read = tokensOf(text);
    if ('tooDeepAt' in read)
      return failed({ code: 'yaml-too-deep', message: 'nested too deeply', offset: read.tooDeepAt, length: 1 });
    const document = composed(read.tokens, text.length);
    const faults = [...syntaxFaults(document), ...tooMany(document), ...structureFaults(document)].slice(
      0,
      MOST_PROBLEMS,
    );
    if (faults.length > 0) return { document, data: undefined, faults };
    return { document, data: document.toJS({ maxAliasCount: MOST_ALIASES }), faults };
  } catch (error) {
    // toJS throws when few aliases multiply into much data.
    const message = error instanceof ReferenceError ? 'its aliases multiply into too much data' : String(error);
    return failed({ code: 'yaml-alias', message, offset: 0, length: 1 });
  }
}

/** As `parseDocument` of the library does it, of a text that has been taken apart already. */
function composed(tokens: readonly CST.Token[], length: number): Document.Parsed {
  // The library compares every key with every other for uniqueness: minutes for a large file. `structureFaults` does it.
  const composer = new Composer({ schema: 'core', merge: false, prettyErrors: false, uniqueKeys: false });
  const documents = composer.compose(tokens, true, length);
  const { value: document } = documents.next() as IteratorYieldResult<Document.Parsed>;
  const second = documents.next();
  if (!second.done) {
    const [start, end] = second.value.range;
    document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'several documents'));
  }
  return document;
}

function failed(fault: YamlFault): ParsedYaml {
  return { document: undefined, data: undefined, faults: [fault] };
}

function syntaxFaults(document: Document.Parsed | Document): YamlFault[] {
  return [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS).map(({ code, message, pos }) => ({
    code: code === 'MULTIPLE_DOCS' ? 'yaml-several-documents' : 'yaml-syntax',
    message: code === 'MULTIPLE_DOCS' ? 'a lab file is one document: remove the second "---"' : oneLine(message),
    offset: pos[0],
    length: Math.max(1, pos[1] - pos[0]),
  }));
}

/** What YAML allows and a lab file does not. */
function structureFaults(document: Document): YamlFault[] {
  const faults: YamlFault[] = [];
  let aliases = 0;
  visit(document, {
    Alias(_, alias, ancestors) {
      aliases += 1;
      if (aliases > MOST_ALIASES) {
        faults.push(at(alias, 'yaml-alias', `more than ${MOST_ALIASES} aliases`));
        return visit.BREAK;
      }
      faults.push(...aliasFaults(alias, document, ancestors));
      return undefined;
    },
    Map(_, map) {
      faults.push(...keyFaults(map));
    },
  });
  return faults;
}

function tooMany(document: Document): YamlFault[] {
  let nodes = 0;
  let last: unknown;
  visit(document, (_, node) => {
    nodes += 1;
    last = node;
    return nodes > MOST_NODES ? visit.BREAK : undefined;
  });
  return nodes > MOST_NODES ? [at(last, 'yaml-too-many', `more than ${MOST_NODES} values: no lab is that large`)] : [];
}

function aliasFaults(alias: Alias, document: Document, ancestors: readonly unknown[]): YamlFault[] {
  const target = alias.resolve(document);
  if (target === undefined) return [at(alias, 'yaml-alias', `nothing is marked "&${alias.source}" above this alias`)];
  // An alias can only name what stands before it, so every cycle goes through a node that contains the alias.
  return ancestors.includes(target) ? [at(alias, 'yaml-alias', `"*${alias.source}" contains itself`)] : [];
}

function keyFaults(map: YAMLMap): YamlFault[] {
  const faults: YamlFault[] = [];
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!isScalar(key)) faults.push(at(key, 'yaml-key', 'a key is plain text, not a list, a map or an alias'));
    else if (name === '<<')
      faults.push(at(key, 'yaml-merge-key', 'merge keys (<<) are not supported: write the keys out'));
    else if (seen.has(name)) faults.push(at(key, 'yaml-duplicate-key', `the key "${name}" is there twice`));
    seen.add(name);
  }
  return faults;
}

function at(node: unknown, code: string, message: string): YamlFault {
  const range = (node as { range?: readonly [number, number, number] | null } | null)?.range;
  return { code, message, offset: range?.[0] ?? 0, length: range ? Math.max(1, range[1] - range[0]) : 1 };
}

function oneLine(message: string): string {
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1);
}
