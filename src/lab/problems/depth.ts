import { CST, Lexer } from 'yaml';

type Type = CST.TokenType | 'content' | null;

const DEEPEST_FLOW = 50;
const DEEPEST_INDENT = 200;

/**
 * The offset at which a YAML text nests deeper than any lab does, or undefined. The parser recurses: without this guard a
 * file of brackets ends the process itself ("RegExpCompiler Allocation failed"), which no `catch` sees.
 */
export function tooDeepAt(text: string): number | undefined {
  let offset = 0;
  let column = 0;
  let flow = 0;
  let isContent = false;
  for (const token of new Lexer().lex(text)) {
    const type: Type = isContent ? 'content' : CST.tokenType(token);
    isContent = type === 'scalar';
    if (type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end') continue;
    flow += depthChange(type);
    if (flow > DEEPEST_FLOW || (indents(type, column) && column + token.length > DEEPEST_INDENT)) return offset;
    offset += token.length;
    const newline = token.lastIndexOf('\n');
    column = newline < 0 ? column + token.length : token.length - newline - 1;
  }
  return undefined;
}

function depthChange(type: Type): number {
  if (type === 'flow-map-start' || type === 'flow-seq-start') return 1;
  return type === 'flow-map-end' || type === 'flow-seq-end' ? -1 : 0;
}

/** `- - -` nests within a line; all other block nesting indents a line of its own. */
function indents(type: Type, column: number): boolean {
  return type === 'seq-item-ind' || type === 'explicit-key-ind' || (type === 'space' && column === 0);
}
