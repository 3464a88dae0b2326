/** The parts of our environment that a terminal program inside needs. */
export function terminalEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const passed = [
    'TERM',
    'COLORTERM',
    'LANG',
    'LC_ALL',
    'LC_CTYPE',
    'LC_MESSAGES',
    'TZ',
    'NO_COLOR',
    'FORCE_COLOR',
    'COLUMNS',
    'LINES',
    'DEBUG',
  ];
  return Object.fromEntries(passed.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** Whether a person sits at both ends: questions may be asked. */
export function isInteractive(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** Columns for what we print; enough for a picture where no terminal says how many there are. */
export function terminalWidth(): number {
  return Math.min(process.stdout.columns || 100, 100);
}

/** Columns for sentences: long lines are hard to read. */
export function textWidth(): number {
  return Math.min(terminalWidth(), 80);
}
