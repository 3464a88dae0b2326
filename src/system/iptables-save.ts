import type { Reader } from './reader.ts';

/** What `iptables-save` prints, iptables-save(8): nothing is lost but the dates in its comments. */
export type Ruleset = {
  tables: readonly IptablesTable[];
  /** Tables that hold rules made by nft which iptables cannot show. */
  unreadable: readonly string[];
};

export type IptablesTable = { name: string; chains: readonly IptablesChain[] };

export type IptablesChain = {
  name: string;
  /** ACCEPT or DROP; undefined for a chain a person made. */
  policy: string | undefined;
  rules: readonly IptablesRule[];
};

export type IptablesRule = {
  conditions: readonly IptablesOption[];
  target: { name: string; isGoto: boolean; options: readonly IptablesOption[] } | undefined;
  /** Packets that matched, where counters were saved (-c). */
  packets: number | undefined;
  /** The rule without counters and `-A CHAIN`, as saved. */
  text: string;
};

/** `! --dport 80` is {name: '--dport', negated: true, values: ['80'], match: 'tcp'}. */
export type IptablesOption = {
  name: string;
  negated: boolean;
  values: readonly string[];
  /** The module of the last `-m` (or -j): options of the same name exist in several. */
  match: string | undefined;
};

export type IptablesProgram = 'iptables' | 'ip6tables';
export type IptablesVariant = '' | '-legacy' | '-nft';

/** All rules of a place with their counters, as the system's own iptables or one of its two variants sees them. */
export function savedRules(program: IptablesProgram, variant: IptablesVariant = ''): Reader<Ruleset> {
  return { argv: [`${program}${variant}-save`, '-c'], parse: parseRuleset };
}

type OpenChain = { name: string; policy: string | undefined; rules: IptablesRule[] };

/** Understands the whole output. Throws SyntaxError with the line number. */
export function parseRuleset(text: string): Ruleset {
  const tables: { name: string; chains: OpenChain[] }[] = [];
  const unreadable: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const fault = addLine(line.trim(), tables, unreadable);
    if (fault !== undefined) throw new SyntaxError(`line ${index + 1}: ${fault}`);
  }
  return { tables, unreadable };
}

/** Takes one line in. Returns what is wrong with it, if anything is. */
function addLine(
  line: string,
  tables: { name: string; chains: OpenChain[] }[],
  unreadable: string[],
): string | undefined {
  if (line === '' || line === 'COMMIT') return undefined;
  if (line.startsWith('#')) {
    const name = /^# Table [`'"]?([^`'"]+)[`'"]? is incompatible/.exec(line)?.[1];
    if (name !== undefined) unreadable.push(name);
    return undefined;
  }
  if (line.startsWith('*')) {
    tables.push({ name: line.slice(1), chains: [] });
    return undefined;
  }
  const table = tables.at(-1);
  if (table === undefined) return 'a table (*filter) was due';
  if (line.startsWith(':')) {
    const [name = '', policy = '-'] = line.slice(1).split(/\s+/);
    table.chains.push({ name, policy: policy === '-' ? undefined : policy, rules: [] });
    return undefined;
  }
  return addRule(line, table);
}

function addRule(line: string, table: { chains: OpenChain[] }): string | undefined {
  const parts = /^(?:\[(\d+):\d+\] )?-A (\S+) ?(.*)$/.exec(line);
  if (parts === null) return 'a rule (-A CHAIN …) was due';
  const [, packets, name = '', text = ''] = parts;
  const chain = table.chains.find((one) => one.name === name);
  if (chain === undefined) return `a rule for the chain ${name}, which was not declared`;
  const tokens = tokenise(text);
  if (tokens === undefined) return 'a quote that does not end';
  chain.rules.push({ ...readRule(tokens), packets: packets === undefined ? undefined : Number(packets), text });
  return undefined;
}

type Token = { text: string; quoted: boolean };

/** Splits at blanks outside double quotes; a backslash takes the next character as it is. Undefined when a quote is open. */
export function tokenise(line: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/gsy;
  while (pattern.lastIndex < line.trimEnd().length) {
    const found = pattern.exec(line);
    if (found === null) return undefined;
    const [, quoted, plain] = found;
    tokens.push(
      quoted === undefined
        ? { text: plain ?? '', quoted: false }
        : { text: quoted.replace(/\\(.)/gs, '$1'), quoted: true },
    );
  }
  return tokens;
}

/** Options whose value may look like an option, since a person made it up. */
const FREE_TEXT: readonly string[] = ['--comment', '--log-prefix', '--string', '--nflog-prefix'];

function readRule(tokens: readonly Token[]): Pick<IptablesRule, 'conditions' | 'target'> {
  const conditions: IptablesOption[] = [];
  let target: { name: string; isGoto: boolean; options: IptablesOption[] } | undefined;
  let match: string | undefined;
  for (const { name, negated, values } of optionsIn(tokens)) {
    if (name === '-m') match = values[0];
    else if (name === '-j' || name === '-g') target = { name: values[0] ?? '', isGoto: name === '-g', options: [] };
    else (target?.options ?? conditions).push({ name, negated, values, match: target?.name ?? match });
  }
  return { conditions, target };
}

/** Groups tokens: an option, the `!` before it, the values after it. */
function optionsIn(tokens: readonly Token[]): { name: string; negated: boolean; values: string[] }[] {
  const options: { name: string; negated: boolean; values: string[] }[] = [];
  let negated = false;
  for (const token of tokens) {
    const last = options.at(-1);
    const isFreeText = last !== undefined && last.values.length === 0 && FREE_TEXT.includes(last.name);
    if (!token.quoted && token.text === '!' && !isFreeText) {
      negated = true;
    } else if (!token.quoted && token.text.startsWith('-') && !isFreeText) {
      options.push({ name: token.text, negated, values: [] });
      negated = false;
    } else {
      last?.values.push(token.text);
    }
  }
  return options;
}
