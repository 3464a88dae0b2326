import { atKeyword, skipParentheses, skipQuoted } from './shell-words.ts';

/** A command of a script as it stands there, with its here-documents and continued lines. Lines count from 1, both ends included. */
export type ShellCommand = {
  first: number;
  last: number;
  text: string;
  /** Whether it is a simple command or pipeline, not a loop, a function or another compound. */
  simple: boolean;
  /** The reason in a trailing comment `# optional: reason`. */
  optional: string | undefined;
};

/**
 * The commands of a bash script, line-wise: two commands on one line are one. Functions, conditions and groups are kept whole; a loop is
 * followed by the commands of its body. POSIX 2.9 and 2.7.4 say what belongs together.
 */
export function splitCommands(script: string): ShellCommand[] {
  const lines = script.split('\n');
  const found: ShellCommand[] = [];
  let first = 1;
  for (const { line, complete, blank } of linesWithState(script)) {
    if (!complete) continue;
    if (!blank) found.push(...withBody(commandAt(lines, first, line), lines));
    first = line + 1;
  }
  return found;
}

function commandAt(lines: readonly string[], first: number, last: number): ShellCommand {
  const text = lines.slice(first - 1, last).join('\n');
  const simple = !/^\s*(?:(?:if|for|while|until|select|case|function)(?!\S)|[{(]|[\w-]+\s*\(\s*\))/.test(text);
  const reasons = lines.slice(first - 1, last).map((line) => /\s# optional:\s*(.+?)\s*$/.exec(line)?.[1]);
  return { first, last, text, simple, optional: reasons.find((reason) => reason !== undefined) };
}

/** A loop over several lines, and what stands between its `do` and its `done`. */
function withBody(command: ShellCommand, lines: readonly string[]): ShellCommand[] {
  const own = lines.slice(command.first - 1, command.last);
  const head = own.findIndex((line) => /(?:^|;)\s*do\s*$/.test(line));
  if (!/^\s*(?:for|while|until)\b/.test(command.text) || head < 0 || !/^\s*done\b/.test(own.at(-1) ?? '')) {
    return [command];
  }
  const before = command.first + head;
  const body = splitCommands(own.slice(head + 1, -1).join('\n'));
  return [command, ...body.map((one) => ({ ...one, first: one.first + before, last: one.last + before }))];
}

type LineState = { line: number; complete: boolean; blank: boolean };

type HereDocument = { end: string; tabs: boolean };

/** For each line that ends one: whether a command is complete there. Lines inside quotes and here-documents have no entry. */
function linesWithState(script: string): LineState[] {
  const states: LineState[] = [];
  let line = 1;
  let depth = 0;
  let here: HereDocument[] = [];
  let blank = true;
  let open = false;
  let command = true;
  let at = 0;
  const jump = (to: number) => {
    line += script.slice(at, to).split('\n').length - 1;
    at = to;
  };
  while (at <= script.length) {
    const rest = script.slice(at);
    const character = rest[0] ?? '\n';
    const space = /^(?:[ \t]+|\\\n)/.exec(rest)?.[0];
    const comment = /^#[^\n]*/.exec(rest)?.[0];
    if (space !== undefined) {
      jump(at + space.length);
    } else if (comment !== undefined) {
      jump(at + comment.length);
    } else if (character === '\n') {
      const bodies = here.reduce((from, one) => skipHereDocument(script, from, one), at + 1);
      const skipped = here.length > 0 ? script.slice(at, bodies).split('\n').length - 2 : 0;
      here = [];
      states.push({ line: line + Math.max(skipped, 0), complete: depth === 0 && !open, blank });
      if (depth === 0 && !open) blank = true;
      command = true;
      jump(bodies);
      if (at > script.length) break;
    } else {
      const token = readToken(script, at, command);
      depth = Math.max(0, depth + token.depth);
      if (token.here) here.push(token.here);
      command = token.command;
      open = token.open;
      blank = false;
      jump(token.end);
    }
  }
  return states;
}

type Token = {
  end: number;
  depth: number;
  here?: HereDocument;
  /** Whether a command may begin after it, and whether one must. */
  command: boolean;
  open: boolean;
};

function readToken(script: string, at: number, command: boolean): Token {
  const rest = script.slice(at);
  const here = /^<<(-?)(?!<)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([^\s;&|<>()'"]+))/.exec(rest);
  if (here) {
    const [whole, dash, ...names] = here;
    const end = names.find((name) => name !== undefined) ?? '';
    return { end: at + whole.length, depth: 0, here: { end, tabs: dash === '-' }, command: false, open: false };
  }
  const operator = /^(?:&&|\|\||\|&|;;&?|;&|<<<|[<>]&|&>>?|[;&|<>])/.exec(rest)?.[0];
  if (operator !== undefined) {
    const begins = /^[;&|]/.test(operator) && !operator.includes('>');
    return { end: at + operator.length, depth: 0, command: begins, open: /^(?:&&|\|\||\|&?)$/.test(operator) };
  }
  // The body of a function may begin on a later line.
  const parameters = /^\([ \t]*\)/.exec(rest)?.[0];
  if (parameters !== undefined) return { end: at + parameters.length, depth: 0, command: true, open: true };
  if (rest.startsWith('(')) return { end: skipParentheses(script, at), depth: 0, command: true, open: false };
  if (rest.startsWith(')')) return { end: at + 1, depth: 0, command: true, open: false };
  const keyword = command ? atKeyword(rest) : undefined;
  if (keyword) return { end: at + keyword.length, depth: keyword.depth, command: keyword.command, open: false };
  return { end: skipWord(script, at), depth: 0, command: false, open: false };
}

function skipWord(script: string, from: number): number {
  let at = from;
  while (at < script.length && !/[\s;&|<>()]/.test(script[at] ?? '')) at = skipQuoted(script, at);
  return Math.max(at, from + 1);
}

/** Where the line after a here-document begins, given where its body does. */
function skipHereDocument(script: string, from: number, { end, tabs }: HereDocument): number {
  let at = from;
  while (at < script.length) {
    const stop = script.indexOf('\n', at) < 0 ? script.length : script.indexOf('\n', at);
    const text = script.slice(at, stop);
    at = stop + 1;
    if ((tabs ? text.replace(/^\t+/, '') : text) === end) return at;
  }
  return script.length + 1;
}
