import { labFlag, NetlabCommand, word } from '../base-command.ts';

export default class Shell extends NetlabCommand {
  static override summary = 'open a shell in the lab';
  static override description =
    'The prompt names the lab and the place. Inside, netlab check, hint, status, reset, solution and answer work as outside. Leaving the shell leaves the lab running.';
  static override examples = [
    '<%= config.bin %> shell',
    '<%= config.bin %> shell red',
    '<%= config.bin %> shell node2/purple',
  ];
  static override args = {
    place: word({ description: 'a node, a namespace, or node/namespace (the first node unless told)' }),
  };
  static override flags = { lab: labFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Shell);
    const { pickRunning } = await import('../session/running.ts');
    const { stayInShell } = await import('../session/shell/stay.ts');
    const session = this.session();
    process.exitCode = await stayInShell(session, await pickRunning(session, flags.lab), args.place, (line) =>
      this.logToStderr(line),
    );
  }
}
