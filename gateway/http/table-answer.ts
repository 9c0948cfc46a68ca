import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';

import { ClientError } from '../errors';
import { joinText } from '../execute/json-text';
import { explainNulls } from '../explain/null-reasons';
import { provenanceOf } from '../explain/provenance';
import { aboutTable, incompleteness } from '../formats/about-table';
import { csvTable } from '../formats/csv-table';
import { ndjsonTable } from '../formats/ndjson-table';
import { tableFormats, type TableOptions } from '../formats/table-format';
import { countRows, hasRows, tableRows } from '../formats/table-rows';
import { inPieces, type WrittenTable } from '../formats/written-table';
import { mostSheetRows, xlsxTable } from '../formats/xlsx-table';
import type { RequestContext } from './apollo-server';
import { compressedStream } from './compression';

export interface TableRequest {
  readonly options: TableOptions;
  /** The operation's text. */
  readonly text: string;
  readonly told: RequestContext['told'];
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * The answer as a table, written as the client takes it. `payload` is Apollo Server's answer, with all errors and no
 * data: it is sent as it is where nothing was run, or where there is nothing but errors.
 * @throws ClientError TABLE_REFUSED when there are more rows than a sheet holds.
 */
export function tableAnswer(payload: string, { options, text, told, request, reply }: TableRequest): Readable | string {
  const { planned, outcome, table, operationName = null } = told;
  if (planned === undefined || outcome === undefined || table === undefined) return payload;
  const { errors = [] } = JSON.parse(payload) as { readonly errors?: readonly GraphQLFormattedError[] };
  const data: unknown = JSON.parse(joinText(outcome.text));
  if (errors.length > 0 && !hasRows(data, table)) {
    reply.code(statusOf(errors));
    return payload;
  }
  const answeredAt = new Date();
  const { plan, supergraph } = planned;
  const about = aboutTable(table, {
    operationName,
    operationDigest: createHash('sha256').update(text).digest('hex'),
    schemaDigest: supergraph.digest,
    answeredAt,
    data,
    errors,
    provenance: provenanceOf(plan, supergraph.authorisation.protections, data),
    nulls: explainNulls(data, errors, plan.shape),
  });
  const written: WrittenTable = {
    columns: table.columns.map(({ name }) => name),
    rows: tableRows(data, table),
    about: options.hasHeader ? about : null,
    trailer: incompleteness(errors),
  };
  if (options.format === 'xlsx' && countRows(data, table) + written.trailer.length + 2 > mostSheetRows) {
    throw new ClientError('TABLE_REFUSED', 400, `A sheet holds ${mostSheetRows} rows; ask for csv or ndjson.`);
  }
  reply
    .code(200)
    .type(tableFormats[options.format].contentType)
    .header('content-disposition', `attachment; filename="${fileName(operationName, options)}"`);
  return compressedStream(streamOf(written, options, answeredAt), request, reply);
}

function streamOf(table: WrittenTable, { format, hasMark }: TableOptions, at: Date): Readable {
  switch (format) {
    case 'csv':
      return Readable.from(inPieces(csvTable(table, hasMark)));
    case 'ndjson':
      return Readable.from(inPieces(ndjsonTable(table)));
    case 'xlsx':
      return xlsxTable(table, at);
  }
}

/** What GraphQL allows in a name is safe in a file's. */
function fileName(operationName: string | null, { format }: TableOptions): string {
  return `${(operationName ?? 'answer').slice(0, 64)}.${format}`;
}

/** The status of an answer that is errors alone, by the first of them. */
function statusOf([first]: readonly GraphQLFormattedError[]): number {
  const code = String(first?.extensions?.code);
  if (code === 'UNAUTHORIZED_FIELD_OR_TYPE') return 403;
  if (code === 'NOT_FOUND') return 404;
  return code.startsWith('SUBGRAPH_') ? 502 : 400;
}
