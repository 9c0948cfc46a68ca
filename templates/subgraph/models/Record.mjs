// Put your database here. Each read takes many keys and is one command with a bound.
const records = Array.from({ length: 12 }, (_, at) => ({
  id: `R-${at + 101}`,
  title: `Record ${at + 101}`,
  areaCode: `31.75.${String((at % 10) + 1).padStart(2, '0')}`,
}));

/** Reads of one request; `count` says how many commands there were. */
export class RecordReads {
  count = 0;

  first(count) {
    this.count += 1;
    return records.slice(0, count);
  }

  byIds(ids) {
    this.count += 1;
    return records.filter(({ id }) => ids.includes(id));
  }

  byAreas(codes) {
    this.count += 1;
    return records.filter(({ areaCode }) => codes.includes(areaCode));
  }
}
