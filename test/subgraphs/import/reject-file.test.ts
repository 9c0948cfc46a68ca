import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { RejectFile } from '../../../subgraphs/import/reject-file';
import { temporaryFolder } from './support';

const { folder } = temporaryFolder();
const fault = (value: string) => ({ column: 'name', value, reason: 'must not be' });

async function written(values: readonly string[]): Promise<string> {
  const path = join(folder, 'rejected.csv');
  const file = new RejectFile(path);
  await file.add([{ line: 7, faults: values.map(fault) }]);
  await file.close();
  return readFileSync(path, 'utf8');
}

describe('the file of rejected rows', () => {
  it('has the row, the column, the value and the reason', async () => {
    expect(await written(['x'])).toBe('row,column,value,reason\r\n7,name,x,must not be\r\n');
  });

  it('quotes what would break a line apart', async () => {
    expect(await written(['a,b', 'say "no"', 'two\nlines'])).toBe(
      'row,column,value,reason\r\n7,name,"a,b",must not be\r\n7,name,"say ""no""",must not be\r\n7,name,"two\nlines",must not be\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', async (value) => {
    expect(await written([value])).toContain(`,"'${value}",`);
  });

  it('is made only when there is something to write, and replaces an older one', async () => {
    const path = join(folder, 'later.csv');
    const file = new RejectFile(path);
    await file.add([]);
    expect([existsSync(path), file.written]).toEqual([false, null]);
    await file.add([{ line: 2, faults: [fault('x')] }]);
    await file.add([{ line: 3, faults: [fault('y')] }]);
    expect(file.written).toBe(path);
    await file.close();
    expect(readFileSync(path, 'utf8').match(/row,column/g)).toHaveLength(1);
  });

  it('says where it cannot be written, and what to do', async () => {
    const file = new RejectFile(join(folder, 'nowhere', 'rejected.csv'));
    await expect(file.add([{ line: 2, faults: [fault('x')] }])).rejects.toThrow(
      /cannot be written \(ENOENT\); name another with --reject/,
    );
  });
});
