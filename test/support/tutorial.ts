/**
 * What a page has its reader do, in order. Blocks say it after the name of their language, which GitHub does not show: `file=PATH` is written to
 * that file (`from=TEXT`: in the place of what it has from the line TEXT on), and a `console` block is typed (`exit=N`: its last command ends so).
 */
export type TutorialStep =
  | { kind: 'file'; line: number; path: string; from: string | undefined; text: string }
  | { kind: 'type'; line: number; command: string; shown: string; exitCode: number };

/** The steps of a Markdown page, each with the line of the page where its block begins. */
export function tutorialOf(page: string): TutorialStep[] {
  return [...page.matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```$/gm)].flatMap(
    ({ 1: language, 2: info = '', 3: text = '', index }) => {
      const line = page.slice(0, index).split('\n').length;
      const words = new Map(
        info
          .trim()
          .split(/\s+/)
          .map((word) => [word.split('=')[0], word.slice(word.indexOf('=') + 1)] as const),
      );
      const path = words.get('file');
      if (path !== undefined) return [{ kind: 'file' as const, line, path, from: words.get('from'), text }];
      return language === 'console' ? typed(text, line, Number(words.get('exit') ?? 0)) : [];
    },
  );
}

/** Each `$ COMMAND` of a block with the lines that follow it, which are what it prints. */
function typed(text: string, line: number, exitCode: number): TutorialStep[] {
  const commands = text.split(/^\$ /m).slice(1);
  return commands.map((part, index) => {
    const [command = '', ...shown] = part.trimEnd().split('\n');
    const isLast = index === commands.length - 1;
    return { kind: 'type', line, command, shown: shown.join('\n'), exitCode: isLast ? exitCode : 0 };
  });
}

/** A pattern for what is shown: `…` alone stands for any lines, elsewhere for any words; durations may differ. */
export function patternOf(shown: string): RegExp {
  const lines = shown.split('\n').map((line) =>
    line === '…'
      ? '[\\s\\S]*'
      : line
          .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('…', '.*')
          .replaceAll(/\d+(\\\.\d+)? (?=m?s\b)/g, '\\d+(\\.\\d+)? '),
  );
  return new RegExp(`^${lines.join('\\n')}$`);
}
