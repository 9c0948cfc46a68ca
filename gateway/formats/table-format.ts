/** The ways to write a table, by the name that `format` takes. */
export const tableFormats = {
  csv: { mediaType: 'text/csv', contentType: 'text/csv; charset=utf-8' },
  ndjson: { mediaType: 'application/x-ndjson', contentType: 'application/x-ndjson; charset=utf-8' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const;

export type TableFormat = keyof typeof tableFormats;

export interface TableOptions {
  readonly format: TableFormat;
  /** The list that makes the rows; null where there is one. */
  readonly rows: string | null;
  /** Whether CSV begins with a byte order mark, by which Excel knows UTF-8. */
  readonly hasMark: boolean;
  readonly hasHeader: boolean;
}
