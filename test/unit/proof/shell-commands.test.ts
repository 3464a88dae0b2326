import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitCommands } from '../../../src/proof/shell-commands.ts';

/** The lines of each command, such as `1 3-5`. */
const spans = (script: string) =>
  splitCommands(script)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(' ');

test.each<[string, string, string]>([
  ['nothing', '', ''],
  ['comments and empty lines', '# a\n\n   # b\n', ''],
  ['a command per line', 'ip a\n\n# why\nip b\n', '1 4'],
  ['two commands on one line as one', 'ip a; ip b\nip c\n', '1 2'],
  ['a last line without a line break', 'ip a\nip b', '1 2'],
  ['a line that goes on with a backslash', 'ip a \\\n  b \\\n  c\nip d\n', '1-3 4'],
  ['a pipeline over lines', 'ip a |\n  cat\nip b\n', '1-2 3'],
  ['a list over lines', 'a &&\n# still\n  b ||\n\n  c\nd\n', '1-5 6'],
  ['a command in the background', 'a &\nb\n', '1 2'],
  ['redirections to descriptors', 'a >&2\nb 2>&1 |\ncat\nc &>/dev/null\n', '1 2-3 4'],
  ['a here-document', "nft -f - <<'RULES'\nif {\n\"\nRULES\nip a\n", '1-4 5'],
  ['a here-document with tabs', 'cat <<-END\n\ta\n\tEND\nip a\n', '1-3 4'],
  ['two here-documents of one command', 'cat <<A <<B\na\nA\nb\nB\nip a\n', '1-5 6'],
  ['a here-document in a pipeline', 'cat <<A |\na\nA\n  sort\nip a\n', '1-4 5'],
  ['a here-string', 'cat <<<"$x"\nip a\n', '1 2'],
  ['a here-document that never ends', 'ip a\ncat <<A\na\n', '1 2-3'],
  ['quotes over lines', 'a \'x\ny\n\' b\nc "x\ny"\nd\n', '1-3 4-5 6'],
  ['a quotation mark in the other kind of quotes', 'a "it\'s"\nb \'"\'\nc\n', '1 2 3'],
  ['an escaped quotation mark', "a \\\"\nb '\\'\nc\n", '1 2 3'],
  ['quotes inside a substitution inside quotes', 'a "$(cat "$b")"\nc\n', '1 2'],
  ['a substitution over lines', "a=$(\n  b  # it's\n  c\n)\nd\n", '1-4 5'],
  ['arithmetic', 'n=$((n + (1)))\nb\n', '1 2'],
  [
    'a # inside a word',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is bash.
    'a ${b#*/} c#d\ne\n',
    '1 2',
  ],
  ['a condition and its body', 'if a; then\n  ip b\nfi\nip c\n', '1-3 2 4'],
  ['a condition with two branches as a whole', 'if a; then\n  ip b\nelse\n  ip c\nfi\nip d\n', '1-5 6'],
  ['a condition and its body', 'if a; then\n  ip b\nfi\nip c\n', '1-3 2 4'],
  ['a condition with two branches as a whole', 'if a; then\n  ip b\nelse\n  ip c\nfi\nip d\n', '1-5 6'],
  ['a function', 'f() {\n  a\n  b\n}\nf\n', '1-4 2 3 5'],
  ['a function with a brace on a line of its own', 'f()\n{\n  a\n}\nf\n', '1-4 3 5'],
  ['a condition', 'if a; then\n  b\nelif c\nthen d\nelse\n  e\nfi\nf\n', '1-7 8'],
  ['a condition on one line', 'if a; then b; fi\nc\n', '1 2'],
  ['a case', 'case $a in\n  b) c ;;\n  *) d ;;\nesac\ne\n', '1-4 5'],
  ['a group and a subshell', '{\n  a\n}\n(\n  b\n)\nc\n', '1-3 2 4-6 7'],
  ['a group at the end of a list', '[ -n "$a" ] || {\n  b\n}\nc\n', '1-3 4'],
  ['a word that only looks like a keyword', 'echo if for {\nb\n', '1 2'],
  ['a loop, then the commands of its body', 'for a in 1 2; do\n  b\n  c \\\n    d\ndone\ne\n', '1-5 2 3-4 6'],
  ['a loop in a loop', 'while a; do\n  for b in c; do\n    d\n  done\ndone\n', '1-5 2-4 3'],
  ['a loop on one line as one', 'for a in 1; do b; done\nc\n', '1 2'],
  ['a loop that is piped on', 'for a in 1; do\n  b\ndone | sort\n', '1-3 2'],
])('finds %s', (_, script, expected) => {
  expect(spans(script)).toEqual(expected);
});

test('a command has the reason why it is optional', () => {
  const script =
    'ip a  # optional: it is the default\nip b \\\n  c # optional: so\nip "# optional: no"\nip d # other\n';
  expect(splitCommands(script).map(({ optional }) => optional)).toEqual([
    [{ changes: undefined, reason: 'it is the default' }],
    [{ changes: undefined, reason: 'so' }],
    [],
    [],
  ]);
});

test('a reason may be for one change only', () => {
  const [command] = splitCommands('ip a # optional(prefix length): all are in the lower half\n');
  expect(command?.optional).toEqual([{ changes: ['prefix length'], reason: 'all are in the lower half' }]);
});

test('compounds are not simple', () => {
  const script = 'ip a\nif a; then b; fi\n(a)\nf() { a; }\nfor a in b; do c; done\nwhile-not a\n';
  expect(splitCommands(script).map(({ simple }) => simple)).toEqual([true, false, false, false, false, true]);
});

test('whatever the script, commands lie in it, in order, and none takes forever', () => {
  const piece = fc.constantFrom(
    'ip a',
    '\n',
    '\\',
    '"',
    "'",
    '$(',
    ')',
    '(',
    '{',
    '}',
    '<<A',
    'A',
    '#',
    ' ',
    ';',
    '&&',
    '|',
    'for a in b; do',
    'done',
    '${',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const script = pieces.join('');
      const lines = script.split('\n').length;
      for (const { first, last } of splitCommands(script)) {
        expect(first).toBeGreaterThanOrEqual(1);
        expect(last).toBeGreaterThanOrEqual(first);
        expect(last).toBeLessThanOrEqual(lines);
      }
    }),
  );
});
