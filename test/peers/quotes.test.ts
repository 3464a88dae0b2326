import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { AnyCase } from '../../src/cni/cases/case.ts';
import { CASES } from '../../src/cni/cases/cases.ts';
import { SPECIFICATION } from './peer-world.ts';

/** Every case quotes the specification: the words stand there, in the section that its link leads to. */

const sections = sectionsOf(readFileSync(SPECIFICATION, 'utf8'));

test.each(Object.entries<AnyCase>(CASES))('the sentence of %s stands in its section', (_name, { rule }) => {
  const section = sections.get(rule.link.split('#')[1] ?? '');
  expect(section, rule.link).toBeDefined();
  let rest = plain(section ?? '');
  for (const part of rule.sentence.split('…').map((words) => plain(words).trim())) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
});

/** The text below each heading, that of the headings below it too, by the anchor that GitHub gives the heading. */
function sectionsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const above: string[] = [];
  for (const line of text.split('\n')) {
    const [, marks, title] = /^(#+)\s+(.*)$/.exec(line) ?? [];
    if (marks && title) {
      const anchor = title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-');
      const same = [...found.keys()].filter((known) => known.replace(/-\d+$/, '') === anchor).length;
      above.splice(marks.length - 1, Infinity, same === 0 ? anchor : `${anchor}-${same}`);
    }
    for (const anchor of above.filter(Boolean)) found.set(anchor, `${found.get(anchor) ?? ''}${line}\n`);
  }
  return found;
}

/** Without the marks of Markdown, and in one line. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/^\s*(-|\d+[.)])\s/gm, ' ')
    .replaceAll(/\s+/g, ' ');
}
