import { NetlabCommand } from '../../base-command.ts';

export default class MachineStatusCommand extends NetlabCommand {
  static override summary = 'where labs run, and whether that machine answers';
  static override examples = ['<%= config.bin %> machine status'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    await this.parse(MachineStatusCommand);
    const { machineStatus } = await import('../../session/machine.ts');
    const { machineText } = await import('../../report/machine.ts');
    const status = await machineStatus(this.session());
    process.exitCode = status.state === 'off' ? 1 : 0;
    this.log(`Labs run on: ${machineText(status)}`);
    return status;
  }
}
