import { NetlabCommand } from '../base-command.ts';

/** What the completion scripts call: prints the candidates for the last of the words typed so far, one per line. */
export default class Complete extends NetlabCommand {
  static override summary = 'candidates for the last word of a command line';
  static override hidden = true;
  static override strict = false;

  async run(): Promise<void> {
    const { candidates } = await import('../session/complete.ts');
    const dashes = this.argv.indexOf('--');
    const commands = this.config.commands.filter(({ hidden }) => !hidden);
    const known = commands.map(({ id, flags }) => ({ id: id.split(':'), flags: Object.keys(flags) }));
    const words = await candidates(this.session(), known, this.argv.slice(dashes + 1));
    if (words.length > 0) this.log(words.join('\n'));
  }
}
