import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { lint, type LintSeverities } from '../../../registry/check/lint-step';

function found(sdl: string, severities: LintSeverities = { DESCRIPTION_MISSING: 'off' }) {
  const text = { name: 'permits', url: '', file: 'permits.graphql', sdl };
  return lint(text, parse(sdl), severities).map(({ code, coordinate, severity, places }) => ({
    code,
    coordinate,
    severity,
    line: places?.[0]?.line,
  }));
}

describe('lint', () => {
  it('finds names that are written otherwise than others, at their line', () => {
    const sdl = 'type stay_permit {\n  Issued_at(in_days: Int): Int\n}\nenum Status {\n  open\n}';
    expect(found(sdl)).toEqual([
      { code: 'TYPE_NAME_CASE', coordinate: 'stay_permit', severity: 'warning', line: 1 },
      { code: 'FIELD_NAME_CASE', coordinate: 'stay_permit.Issued_at', severity: 'warning', line: 2 },
      { code: 'FIELD_NAME_CASE', coordinate: 'stay_permit.Issued_at.in_days', severity: 'warning', line: 2 },
      { code: 'ENUM_VALUE_CASE', coordinate: 'Status.open', severity: 'warning', line: 5 },
    ]);
  });

  it('wants descriptions of types and fields, but not of what another subgraph resolves', () => {
    const sdl = 'type Permit {\n  id: ID\n  "What it is."\n  status: Int\n  area: ID @external\n}';
    const missing = found(sdl, {}).map(({ coordinate, line }) => `${coordinate} ${line}`);
    expect(missing).toEqual(['Permit 1', 'Permit.id 2']);
  });

  it('wants a reason where something is deprecated', () => {
    const sdl = 'type Permit { a: Int @deprecated b: Int @deprecated(reason: "Ask for a.") }';
    expect(found(sdl)).toMatchObject([{ code: 'DEPRECATION_WITHOUT_REASON', coordinate: 'Permit.a' }]);
  });

  it('takes the severities that are set', () => {
    const sdl = 'type permit { id: ID }';
    expect(found(sdl, { TYPE_NAME_CASE: 'error', DESCRIPTION_MISSING: 'off' })).toMatchObject([{ severity: 'error' }]);
    expect(found(sdl, { TYPE_NAME_CASE: 'off', DESCRIPTION_MISSING: 'off' })).toEqual([]);
  });

  it('lets a place be that says why, and no place that does not', () => {
    const rule = 'simpul-ignore TYPE_NAME_CASE';
    expect(found(`# ${rule} an old name\ntype permit { id: ID }`)).toEqual([]);
    expect(found(`# ${rule} an old name\n"A permit."\ntype permit { id: ID }`)).toEqual([]);
    expect(found(`# ${rule}\ntype permit { id: ID }`)).toHaveLength(1);
  });
});
