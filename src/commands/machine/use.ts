import { NetlabCommand, word } from '../../base-command.ts';

export default class MachineUse extends NetlabCommand {
  static override summary = 'choose the machine where labs run from now on';
  static override description =
    'Every command then runs there, over one ssh connection that all share; labs in folders of this machine are sent along. NETLAB_MACHINE and --machine choose another one for a single command.';
  static override examples = [
    '<%= config.bin %> machine use vagrant',
    '<%= config.bin %> machine use ssh:me@192.0.2.7',
    '<%= config.bin %> machine use this',
  ];
  static override enableJsonFlag = true;
  static override args = {
    machine: word({ description: 'this, vagrant, footloose or ssh:USER@HOST[:PORT]', required: true }),
  };

  async run(): Promise<unknown> {
    const { args } = await this.parse(MachineUse);
    const { useMachine } = await import('../../session/machine.ts');
    const { machineText } = await import('../../report/machine.ts');
    const status = await useMachine(this.session(), args.machine);
    this.log(`From now on labs run on: ${machineText(status)}`);
    return status;
  }
}
