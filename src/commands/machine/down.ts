import { NetlabCommand } from '../../base-command.ts';

export default class MachineDown extends NetlabCommand {
  static override summary =
    'end the connection to the chosen machine, and switch it off where Vagrant or footloose can';
  static override examples = ['<%= config.bin %> machine down'];

  async run(): Promise<void> {
    await this.parse(MachineDown);
    const { machineDown } = await import('../../session/machine.ts');
    this.log(await machineDown(this.session()));
  }
}
