/** How far quoted and nested parts of a shell script reach (POSIX 2.2, 2.6). An unclosed one reaches to the end. */

/** The position after the character, escape, quotation or expansion that begins at `at`. */
export function skipQuoted(script: string, at: number): number {
  const two = script.slice(at, at + 2);
  if (two === '$(') return skipParentheses(script, at + 1);
  if (two === '${') return skipUntil(script, at + 2, '}');
  if (two[0] === '\\') return at + 2;
  if (two[0] === "'") return after(script.indexOf("'", at + 1), script);
  if (two[0] === '"') return skipUntil(script, at + 1, '"');
  return at + 1;
}

/** The position after the parenthesis that closes the one at `at`. */
export function skipParentheses(script: string, at: number): number {
  let now = at + 1;
  while (now < script.length && script[now] !== ')') {
    const comment = /^\s#[^\n]*/.exec(script.slice(now, now + 1000))?.[0];
    if (comment !== undefined) now += comment.length;
    else now = script[now] === '(' ? skipParentheses(script, now) : skipQuoted(script, now);
  }
  return now + 1;
}

/** The reserved word that a command begins with: how it changes the nesting, and whether a command may follow it. */
export function atKeyword(rest: string): { length: number; depth: number; command: boolean } | undefined {
  const word = /^(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|\{|\}|!)(?=[\s;&|)]|$)/.exec(
    rest,
  )?.[0];
  if (word === undefined) return undefined;
  const opens = ['if', 'for', 'select', 'while', 'until', 'case', '{'].includes(word);
  const closes = ['fi', 'done', 'esac', '}'].includes(word);
  return {
    length: word.length,
    depth: Number(opens) - Number(closes),
    command: !['for', 'select', 'case', 'fi', 'done', 'esac', '}'].includes(word),
  };
}

/** The position after the next `end`; inside double quotes a single quotation mark is an ordinary character. */
function skipUntil(script: string, from: number, end: '"' | '}'): number {
  let at = from;
  while (at < script.length && script[at] !== end) at = script[at] === "'" ? at + 1 : skipQuoted(script, at);
  return at + 1;
}

function after(at: number, script: string): number {
  return at < 0 ? script.length : at + 1;
}
