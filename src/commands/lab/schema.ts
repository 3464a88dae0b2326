import * as Flags from '@oclif/core/flags';
import { NetlabCommand } from '../../base-command.ts';

export default class LabSchema extends NetlabCommand {
  static override summary = 'print the JSON Schema (2020-12) of lab.yaml, for editors';
  static override examples = ['<%= config.bin %> lab schema >lab.schema.json', '<%= config.bin %> lab schema --report'];
  static override flags = {
    report: Flags.boolean({ description: 'the schema of what check --json prints', default: false }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(LabSchema);
    this.log(JSON.stringify(flags.report ? await ofReports() : await ofLabs(), null, 2));
  }
}

async function ofLabs(): Promise<unknown> {
  const { kinds } = await import('../../checks/kinds.ts');
  const { labJsonSchema } = await import('../../lab/json-schema.ts');
  return labJsonSchema(kinds);
}

async function ofReports(): Promise<unknown> {
  const { reportJsonSchema } = await import('../../report/schema.ts');
  return reportJsonSchema();
}
