import { describe, expect, it } from '@jest/globals';

import { readSettings, setting, SettingsError, settingsTable } from '../../common/settings';

const rows = {
  port: { env: 'A_PORT', about: 'port of a thing', fallback: '4000', check: setting.port },
  level: { env: 'A_LEVEL', about: 'how loud', fallback: 'info', check: setting.choice(['info', 'debug']) },
  address: { env: 'A_URI', about: 'where', fallbackNote: 'nowhere', check: setting.url(['mongodb:']).optional() },
};

describe('settings', () => {
  it('take their fallback when unset or empty, and are frozen', () => {
    const values = readSettings(rows, { A_LEVEL: '' });
    expect(values).toEqual({ port: 4000, level: 'info' });
    expect(Object.isFrozen(values)).toBe(true);
  });

  it('tell all mistakes together: which variable, what was found, what it must be', () => {
    const read = () => readSettings(rows, { A_PORT: '70000', A_LEVEL: 'loud' });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow('A_PORT is "70000", but it must be a port number from 0 (any free port) to 65535');
    expect(read).toThrow('A_LEVEL is "loud", but it must be one of info, debug');
  });

  it('never repeat an address, which may hold a password', () => {
    expect(() => readSettings(rows, { A_URI: 'http://user:secret@host' })).toThrow(/^((?!secret).)*$/s);
  });

  it('are printed as a table for the README', () => {
    expect(settingsTable(rows)).toContain('| `A_PORT` | port of a thing | `4000` |');
    expect(settingsTable(rows)).toContain('| `A_URI` | where | nowhere |');
  });
});
