import { isInteractive } from './terminal.ts';

/** Asks yes or no on a terminal. Without one there is nobody to ask, and the command goes on: it was asked for by name. */
export async function confirm(question: string, otherwise = true): Promise<boolean> {
  if (!isInteractive()) return otherwise;
  const { default: inquirer } = await import('inquirer');
  const { yes } = await inquirer.prompt([{ type: 'confirm', name: 'yes', message: question, default: true }]);
  return yes === true;
}

/** Lets a person choose one of several. Call it on a terminal only. */
export async function choose<T extends string>(
  question: string,
  choices: readonly { name: string; value: T; short?: string }[],
): Promise<T> {
  const { default: inquirer } = await import('inquirer');
  const { chosen } = await inquirer.prompt([
    { type: 'select', name: 'chosen', message: question, choices: [...choices], pageSize: 20 },
  ]);
  return chosen as T;
}

/** Asks for a line of text on a terminal. */
export async function askLine(question: string): Promise<string> {
  const { default: inquirer } = await import('inquirer');
  const { line } = await inquirer.prompt([{ type: 'input', name: 'line', message: question }]);
  return String(line).trim();
}
