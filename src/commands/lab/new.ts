import * as Flags from '@oclif/core/flags';
import { NetlabCommand, word } from '../../base-command.ts';

export default class LabNew extends NetlabCommand {
  static override summary = 'write the folder of a new lab: a small one that works, or a copy of another';
  static override description = 'Asks for what is missing when there is a terminal. Never overwrites anything.';
  static override examples = [
    '<%= config.bin %> lab new 20-my-lab',
    '<%= config.bin %> lab new 20-my-lab --title "My lab" --from 03-nat --dir labs',
  ];
  static override enableJsonFlag = true;
  static override args = {
    id: word({ description: 'its name, which is that of its folder, such as 20-my-lab' }),
  };
  static override flags = {
    title: Flags.string({ description: 'its title (made from its name unless told)' }),
    from: Flags.string({ description: 'the lab to copy, by name or folder', helpValue: 'LAB' }),
    dir: Flags.string({ description: 'where its folder shall be', default: '.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(LabNew);
    const { newLab } = await import('../../session/author/new-lab.ts');
    const { newLabText } = await import('../../report/new-lab.ts');
    const { title, from, dir } = flags;
    const made = await newLab(this.session(), { id: args.id, title, from, dir });
    this.log(newLabText(made, process.cwd()));
    return made;
  }
}
