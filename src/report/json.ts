import type { Report } from '../checks/report.ts';

/** A report as one JSON document. JSON leaves DEL and the C1 control characters as they are, which some terminals obey. */
export function renderJson(report: Report): string {
  return JSON.stringify(report, null, 2).replaceAll(
    /[\u007F-\u009F]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
