import './no-color.ts';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { widthOf } from '../../../src/report/wrap.ts';

test('paragraphs wrap, and emphasis needs no colour to be read', () => {
  const text =
    'A **network namespace** is a room\nof *its own* for networking, with `lo` &amp; no more, see veth-<name> and a\\*b.';
  expect(renderMarkdown(text, 40)).toMatchInlineSnapshot(`
    "A network namespace is a room of its own
    for networking, with \`lo\` & no more, see
    veth-<name> and a*b."
  `);
});

test('a short command stays on one line, a long one breaks', () => {
  const text =
    'Now type `ip link add name a type veth` or the longer one `ip link add name a type veth peer name b netns blue address 02:00:00:00:00:01` here.';
  expect(renderMarkdown(text, 40)).toMatchInlineSnapshot(`
    "Now type \`ip link add name a type veth\`
    or the longer one \`ip link add name a
    type veth peer name b netns blue address
    02:00:00:00:00:01\` here."
  `);
});

test('a line that the author broke stays broken', () => {
  expect(renderMarkdown('one  \ntwo\nthree', 40)).toBe('one\ntwo three');
});

test('code blocks are not wrapped and not decorated', () => {
  const text =
    'Look:\n\n```sh\nip netns exec red ping -c 1 192.168.15.2 && echo a long line\n\n  echo indented\n```\n\n    ip netns\n';
  expect(renderMarkdown(text, 30)).toMatchInlineSnapshot(`
    "Look:

        ip netns exec red ping -c 1 192.168.15.2 && echo a long line

          echo indented

        ip netns"
  `);
});

test('a here-document can be pasted', () => {
  expect(renderMarkdown('```\ncat > a <<EOF\nb\nEOF\n```', 30)).toBe('cat > a <<EOF\nb\nEOF');
});

test('lists nest, count, and hold code', () => {
  const text =
    '1. first of them which is long enough\n2. second\n   - nested\n   - more `code`\n\n* loose\n\n      code\n\n* [x] done\n';
  expect(renderMarkdown(text, 30)).toMatchInlineSnapshot(`
    "1. first of them which is long
       enough
    2. second
       • nested
       • more \`code\`

    • loose

          code

    • [x] done"
  `);
});

test('headings, quotes and rules', () => {
  expect(renderMarkdown('# One `x`\ntext\n\n### Three\n\n> quoted\n> > twice\n\n---\n', 40)).toMatchInlineSnapshot(`
    "One \`x\`
    ───────

    text

    Three

    │ quoted
    │
    │ │ twice

    ────────────────────────────────────────"
  `);
});

test('a link shows its address, once', () => {
  const text = '[ip-link(8)](https://man7.org/a) or https://man7.org/b or <https://man7.org/c> ![picture](p.png)';
  expect(renderMarkdown(text, 80)).toMatchInlineSnapshot(`
    "ip-link(8) (https://man7.org/a) or https://man7.org/b or https://man7.org/c
    picture (p.png)"
  `);
});

test('tables have columns as wide as they need', () => {
  const text = '| namespace | address |\n|---|--:|\n| `red` | 192.168.15.1/24 |\n| orange | .3 |\n';
  expect(renderMarkdown(text, 80)).toMatchInlineSnapshot(`
    "namespace          address
    ─────────  ───────────────
    \`red\`      192.168.15.1/24
    orange                  .3"
  `);
});

test('a table that is too wide wraps its widest column', () => {
  const text = '| a | b |\n|---|---|\n| one | a cell with far too many words for this |\n';
  expect(renderMarkdown(text, 30)).toMatchInlineSnapshot(`
    "a    b
    ───  ─────────────────────────
    one  a cell with far too many
         words for this"
  `);
});

test('escape sequences and comments do not reach the terminal', () => {
  expect(renderMarkdown('a\u001B[2Jb\n\n<!-- hidden -->\n\n`c\u0007`', 40)).toBe('ab\n\n`c`');
});

test('a link whose text is its address shows it once, also in colours', () => {
  const script = `const { renderMarkdown } = await import('./src/report/markdown.ts'); console.log(renderMarkdown('[https://a.b/c](https://a.b/c)', 80))`;
  const env = { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' };
  const shown = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
  expect(shown).toContain('\u001B[34m');
  expect(shown.match(/https:/g)).toHaveLength(1);
});

test('an entity brings nothing to the terminal that a text may not', () => {
  const text = 'a &#27;[2J b &#x202E; c &#x2028; d &nbsp;&lt;e&gt; &copy; ![&#x202E;](p.png)';
  expect(renderMarkdown(text, 80)).toBe(renderMarkdown(text, 80).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}]/gu, ''));
  expect(renderMarkdown('&lt;e&gt; &amp; &copy; &#8594;', 80)).toBe('<e> & © →');
});

test('an empty text is empty', () => {
  expect(renderMarkdown('', 40)).toBe('');
});

test('the texts of all labs fit 80 columns, but for code', () => {
  const labs = new URL('../../../labs/', import.meta.url);
  const files = readdirSync(labs).map((lab) => new URL(`${lab}/lab.yaml`, labs));
  const texts = files.flatMap((file) =>
    parse(readFileSync(file, 'utf8')).tasks.map(({ text }: { text: string }) => text),
  );
  const lines = texts.flatMap((text) => renderMarkdown(text, 80).split('\n'));
  expect(lines.filter((line) => widthOf(line) > 80 && !line.startsWith('    '))).toEqual([]);
});
