import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetlabCommand, word } from '../base-command.ts';

export default class Completion extends NetlabCommand {
  static override summary = 'completion of commands, labs, tasks and places for your shell';
  static override description =
    'Prints a script for your shell to read. For bash, put this line into ~/.bashrc: source <(netlab completion bash)';
  static override examples = [
    'source <(<%= config.bin %> completion bash)',
    '<%= config.bin %> completion zsh > ~/.zfunc/_netlab',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/netlab.fish',
  ];
  static override args = {
    shell: word({ required: true, options: ['bash', 'zsh', 'fish'], description: 'bash, zsh or fish' }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    this.log(readFileSync(join(this.config.root, 'libexec', 'completion', `netlab.${args.shell}`), 'utf8').trimEnd());
  }
}
