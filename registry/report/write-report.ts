import type { CheckReport } from '../check/finding';
import { junitReport } from './junit-report';
import { sarifReport } from './sarif-report';
import { textReport } from './text-report';

export const reportFormats = ['text', 'json', 'sarif', 'junit'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export function writeReport(report: CheckReport, format: ReportFormat): string {
  switch (format) {
    case 'text':
      return textReport(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifReport(report), null, 2)}\n`;
    case 'junit':
      return junitReport(report);
  }
}
