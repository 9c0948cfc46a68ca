import type { KeyObject } from 'node:crypto';

import { GraphQLError } from 'graphql';
import type { Model } from 'mongoose';

import { hashOfRecordKey } from '../../common/audit-key';
import type { Identity } from '../../common/identity';
import { checkFirst, type PageArguments } from '../shared/arguments';
import { allOf, anyOf, before, type Filter } from '../shared/filter';
import { decodeCursor, type Page, pageOf } from '../shared/page';
import { badInput } from '../shared/subgraph-errors';
import type { AccessEntryRow } from './models/AccessEntry';

export interface AccessLogQuestion extends PageArguments {
  readonly key?: string | null;
  readonly viewer?: string | null;
  readonly purpose?: string | null;
}

export interface AccessLog {
  page(question: AccessLogQuestion): Promise<Page<AccessEntryRow>>;
  count(question: AccessLogQuestion): Promise<number>;
}

export function mayReadAccessLog({ scopes }: Identity): boolean {
  return scopes.includes('audit:read');
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody but auditors. */
export function requireAuditor(identity: Identity): void {
  if (mayReadAccessLog(identity)) return;
  throw new GraphQLError('Unauthorized field or type: it is for auditors.', {
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });
}

/** The gateway's audit log in MongoDB, newest first. */
export function accessLogOf(model: Model<AccessEntryRow>, auditKey: KeyObject | null): AccessLog {
  return {
    page: async (question) => {
      const first = checkFirst(question.first);
      const filter = filterOf(question, auditKey);
      const rows = await model
        .find(question.after == null ? filter : allOf([filter, olderThan(question.after)]))
        .sort({ time: -1, _id: -1 })
        .limit(first + 1)
        .batchSize(first + 2)
        .select('time viewer agency purpose operation coordinates requestId')
        .lean<AccessEntryRow[]>();
      return pageOf(rows, question, ({ _id, time }) => ({ value: time, key: _id }));
    },
    count: (question) => model.countDocuments(filterOf(question, auditKey)).exec(),
  };
}

function filterOf({ key, viewer, purpose }: AccessLogQuestion, auditKey: KeyObject | null): Filter {
  return {
    ...(key == null ? {} : { keys: hashOfKey(key, auditKey) }),
    ...(viewer == null ? {} : { viewer }),
    ...(purpose == null ? {} : { purpose }),
  };
}

function hashOfKey(key: string, auditKey: KeyObject | null): string {
  if (auditKey !== null) return hashOfRecordKey(key, auditKey);
  throw badInput(
    'key: the log keeps hashes of keys, and this service lacks AUDIT_KEY to make them; set it, or use simpul audit who-saw.',
  );
}

function olderThan(cursor: string): Filter {
  const { value, key } = decodeCursor(cursor);
  return anyOf([{ time: before(value) }, { time: value, _id: before(key) }]);
}
