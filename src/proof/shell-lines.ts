import { atKeyword, skipParentheses, skipQuoted } from './shell-words.ts';

/** A line that ends one: whether a command is complete there, and whether it holds no command. */
export type LineState = { line: number; complete: boolean; blank: boolean };

type HereDocument = { end: string; tabs: boolean };

/** Where a reading of a script stands. `open`: an operator at the end of the line wants another command. */
type Reading = {
  at: number;
  line: number;
  depth: number;
  here: HereDocument[];
  blank: boolean;
  open: boolean;
  /** Whether a command may begin here, so that a keyword is one. */
  command: boolean;
};

/** For each line that ends one: whether a command is complete there. Lines inside quotes and here-documents have no entry. */
export function linesWithState(script: string): LineState[] {
  const states: LineState[] = [];
  let now: Reading = { at: 0, line: 1, depth: 0, here: [], blank: true, open: false, command: true };
  while (now.at <= script.length) {
    const rest = script.slice(now.at);
    const passed = /^(?:[ \t]+|\\\n|#[^\n]*)/.exec(rest)?.[0];
    if (passed !== undefined) {
      now = movedTo(now.at + passed.length, now, script);
    } else if (rest === '' || rest.startsWith('\n')) {
      const { state, next } = endLine(now, script);
      states.push(state);
      now = next;
    } else {
      now = afterToken(now, script);
    }
  }
  return states;
}

function movedTo(at: number, now: Reading, script: string): Reading {
  return { ...now, at, line: now.line + script.slice(now.at, at).split('\n').length - 1 };
}

/** The bodies of here-documents stand between this line and the next. */
function endLine(now: Reading, script: string): { state: LineState; next: Reading } {
  const to = now.here.reduce((from, one) => skipHereDocument(script, from, one), now.at + 1);
  const skipped = now.here.length > 0 ? script.slice(now.at, to).split('\n').length - 2 : 0;
  const complete = now.depth === 0 && !now.open;
  const state = { line: now.line + Math.max(skipped, 0), complete, blank: now.blank };
  return { state, next: movedTo(to, { ...now, here: [], blank: complete || now.blank, command: true }, script) };
}

function afterToken(now: Reading, script: string): Reading {
  const { end, depth, here, command, open } = readToken(script, now.at, now.command);
  const documents = here === undefined ? now.here : [...now.here, here];
  const next = { ...now, depth: Math.max(0, now.depth + depth), here: documents, command, open, blank: false };
  return movedTo(end, next, script);
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
