import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLACEHOLDER = /\b(NN|NNNN|NAME|LAB)\b|[*<…]/;
const BLOCK = /^```[\s\S]*?^```$/gm;

describe.each(listPages())('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const prose = text.replaceAll(BLOCK, '');

  test('links to files that exist', () => {
    expect(linksOf(prose).filter(({ file }) => !existsSync(join(ROOT, dirname(page), file)))).toEqual([]);
  });

  test('links to headings that exist', () => {
    const broken = linksOf(prose).filter(({ file, heading }) => {
      const target = file === '' ? page : join(dirname(page), file);
      return heading !== '' && !headingsOf(target).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  test('names paths of this tree that exist', () => {
    expect(pathsOf(prose).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('names commands that exist', () => {
    expect(typedIn(text, prose).filter((words) => !isCommand(words))).toEqual([]);
  });
});

test.each(['README.md', 'docs/curriculum.md'])('%s names every lab', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const labs = readdirSync(join(ROOT, 'labs')).filter((name) => existsSync(join(ROOT, 'labs', name, 'lab.yaml')));
  expect(labs.filter((lab) => !text.includes(`labs/${lab}/README.md`))).toEqual([]);
});

test('the guides name every command that is not hidden', () => {
  const pages = ['docs/learner-guide.md', 'docs/author-guide.md', 'docs/proving-labs.md'];
  const guide = pages.map((page) => readFileSync(join(ROOT, page), 'utf8')).join('\n');
  const hidden = (file: string) => readFileSync(join(ROOT, 'src/commands', file), 'utf8').includes('hidden = true');
  const shown = commandFiles().filter((file) => !hidden(file));
  const words = shown.map((file) => file.replace(/\.ts$/, '').replaceAll('/', ' '));
  expect(words.filter((command) => !guide.includes(`netlab ${command}`))).toEqual([]);
});

/** What people read: the pages at the top, in docs/ and in the labs. */
function listPages(): string[] {
  const below = ['docs', 'labs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((name) => `${folder}/${name}`),
  );
  return [...readdirSync(ROOT), ...below].filter((name) => name.endsWith('.md')).sort();
}

/** Links within this repository: `[text](file#heading)`. */
function linksOf(prose: string): { file: string; heading: string }[] {
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', heading = ''] = target.split('#');
      return { file, heading };
    });
}

/** The headings of a page, as GitHub makes anchors of them. */
function headingsOf(page: string): string[] {
  const prose = readFileSync(join(ROOT, page), 'utf8').replaceAll(BLOCK, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? '');
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** Paths in code spans that begin with a folder of this tree. */
function pathsOf(prose: string): string[] {
  const spans = prose.matchAll(/`((?:bin|docs|labs|libexec|schema|scripts|src|test)\/[^`\s]*)`/g);
  return [...spans].map(([, path]) => path ?? '').filter((path) => !PLACEHOLDER.test(path));
}

/** The first two words after `netlab` in code spans, and in blocks where it begins a line or follows a prompt. */
function typedIn(text: string, prose: string): string[][] {
  const blocks = [...text.matchAll(BLOCK)].join('\n');
  const spans = prose.matchAll(/`(?:npx )?netlab ([a-z]+)(?: ([a-z]+))?/g);
  const lines = blocks.matchAll(/(?:^|[$#&:] )(?:npx )?netlab ([a-z]+)(?: ([a-z]+))?/gm);
  return [...spans, ...lines].map(([, first = '', second = '']) => [first, second]);
}

function isCommand([first = '', second = '']: string[]): boolean {
  const topic = join(ROOT, 'src/commands', first);
  if (existsSync(topic) && statSync(topic).isDirectory())
    return second === '' || existsSync(join(topic, `${second}.ts`));
  return existsSync(`${topic}.ts`);
}

function commandFiles(): string[] {
  return readdirSync(join(ROOT, 'src/commands'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
}
