import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inject } from 'vitest';
import { become, type Installed } from '../support/installed.ts';

/** A person at a terminal: a real one of 100 columns and 40 lines, made by script(1). */
export type Typing = {
  /** Everything shown so far, without control sequences. */
  shown(): string;
  /** Waits until `pattern` is shown after what was awaited before, and returns what was shown up to there. */
  see(pattern: RegExp): Promise<string>;
  /** Sends keys; "\r" is Enter, "\x03" Ctrl-C. */
  press(keys: string): void;
  /** The exit code, once it has ended by itself. */
  ended: Promise<number | null>;
  /** Hangs up. */
  close(): Promise<unknown>;
};

const PATIENCE_MS = 20_000;

/** Types `netlab ARGS...` at a terminal of their own. `world` are words before all others, such as `nsenter …`. */
export function atTerminal(me: Installed, args: readonly string[], world: readonly string[] = []): Typing {
  const folder = inject('installation');
  const program = [join(folder, 'node'), join(folder, 'app/bin/run.js'), ...args].join(' ');
  const line = `stty cols 100 rows 40; exec ${program}`;
  const [file = '', ...rest] = [...world, ...become(me.person), 'script', '-qefc', line, '/dev/null'];
  const { NO_COLOR: _, ...env } = me.env;
  const child = spawn(file, rest, { cwd: me.home, env: { ...env, TERM: 'xterm', SHELL: '/bin/sh' } });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let text = '';
  let from = 0;
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  const shown = () => stripVTControlCharacters(text).replaceAll('\r', '');
  const see = async (pattern: RegExp): Promise<string> => {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const fresh = shown().slice(from);
      const match = pattern.exec(fresh);
      if (match) {
        from += match.index + match[0].length;
        return fresh.slice(0, match.index + match[0].length);
      }
      if (performance.now() > deadline) throw new Error(`never saw ${pattern} in:\n${fresh}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    shown,
    see,
    press: (keys) => child.stdin.write(keys),
    ended,
    close: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
