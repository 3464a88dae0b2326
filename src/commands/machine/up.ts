import { NetlabCommand } from '../../base-command.ts';

export default class MachineUp extends NetlabCommand {
  static override summary = 'bring the chosen machine up, with Vagrant or footloose';
  static override examples = ['<%= config.bin %> machine use vagrant && <%= config.bin %> machine up'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    await this.parse(MachineUp);
    const { machineUp } = await import('../../session/machine.ts');
    const { machineText } = await import('../../report/machine.ts');
    const status = await machineUp(this.session());
    process.exitCode = status.state === 'off' ? 1 : 0;
    this.log(`Labs run on: ${machineText(status)}`);
    return status;
  }
}
