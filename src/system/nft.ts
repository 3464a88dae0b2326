import type { Reader } from './reader.ts';

/**
 * `nft list ruleset`, nft(8). The text and not the JSON form: JSON hides what iptables-nft made behind opaque "xt" objects,
 * and some builds of nft have no JSON.
 */
export type NftTable = { family: string; name: string; chains: readonly NftChain[] };

export type NftChain = {
  name: string;
  /** `prerouting`, `forward` …; undefined for a chain that others jump to. */
  hook: string | undefined;
  type: string | undefined;
  policy: string | undefined;
  /** Each rule as its words; a quoted text is one word without its quotes, and `{ 80, 443 }` is five. */
  rules: readonly (readonly string[])[];
};

export const nftRuleset: Reader<NftTable[]> = { argv: ['nft', 'list', 'ruleset'], parse: parseNft };

/** Understands the whole output. Throws SyntaxError when braces or quotes do not match. */
export function parseNft(text: string): NftTable[] {
  return readBlock(tokenise(text))
    .filter(({ head }) => head[0] === 'table')
    .map(({ head, body }) => ({
      family: head[1] ?? '',
      name: head[2] ?? '',
      chains: body.filter((item) => item.head[0] === 'chain').map((item) => chainOf(item.head[1] ?? '', item.body)),
    }));
}

/** A statement, and what its braces hold when it is a table, chain, set … */
type Statement = { head: string[]; body: Statement[] };

function chainOf(name: string, body: readonly Statement[]): NftChain {
  const lines = body.map(({ head }) => head);
  const hookLine = lines.find((line) => line[0] === 'type' && line.includes('hook'));
  const after = (word: string, line: readonly string[] | undefined) => {
    const at = line?.indexOf(word) ?? -1;
    return at < 0 ? undefined : line?.[at + 1];
  };
  const policy = lines.find((line) => line[0] === 'policy');
  const rules = lines.filter((line) => line !== hookLine && line !== policy && line.length > 0);
  return { name, hook: after('hook', hookLine), type: hookLine?.[1], policy: after('policy', policy), rules };
}

type Token = { text: string; quoted: boolean };

/** Words, quoted texts, braces, commas, ends of statements. Comments are left out. */
function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /[ \t\r]+|#[^\n]*|"([^"\n]*)"|[{},;\n]|[^\s{},;"#]+/gy;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null) throw new SyntaxError(`not understood: ${text.slice(at, at + 40)}`);
    const [word, quoted] = found;
    if (quoted !== undefined) tokens.push({ text: quoted, quoted: true });
    else if (!/^([ \t\r]|#)/.test(word)) tokens.push({ text: word, quoted: false });
  }
  return tokens;
}

/** Braces of tables, and of what is in a table, hold statements; deeper ones are sets inside a statement. */
const BLOCK_DEPTH = 2;

function readBlock(tokens: readonly Token[]): Statement[] {
  const open: Statement[] = [{ head: [], body: [] }];
  let words: string[] = [];
  let sets = 0;
  const end = () => {
    if (words.length > 0) open.at(-1)?.body.push({ head: words, body: [] });
    words = [];
  };
  for (const { text, quoted } of tokens) {
    const sign = quoted ? undefined : text;
    if (sets === 0 && sign === '{' && open.length <= BLOCK_DEPTH) {
      const block = { head: words, body: [] };
      open.at(-1)?.body.push(block);
      open.push(block);
      words = [];
    } else if (sets === 0 && sign === '}') {
      end();
      open.pop();
      if (open.length === 0) throw new SyntaxError('a brace closes what was not open');
    } else if (sets === 0 && (sign === '\n' || sign === ';')) {
      end();
    } else if (sign !== '\n') {
      sets += sign === '{' ? 1 : sign === '}' ? -1 : 0;
      words.push(text);
    }
  }
  if (open.length > 1 || sets > 0) throw new SyntaxError('a brace that does not end');
  return open[0]?.body ?? [];
}
