/** The warnings that hold; a weather service has them in its database. */
const warnings = [
  ['W-101', 'HEAVY_RAIN', '31.75.03', '2024-11-27T06:00:00.000Z'],
  ['W-102', 'FLOOD', '31.75.03', '2024-11-27T12:00:00.000Z'],
  ['W-103', 'HEAVY_RAIN', '31.75.06', '2024-11-27T06:00:00.000Z'],
  ['W-104', 'STRONG_WIND', '31.72.01', '2024-11-26T18:00:00.000Z'],
  ['W-105', 'STRONG_WIND', '31.72.04', '2024-11-26T18:00:00.000Z'],
  ['W-106', 'FLOOD', '31.71.07', '2024-11-27T03:00:00.000Z'],
  ['W-107', 'HEAVY_RAIN', '31.73.05', '2024-11-27T06:00:00.000Z'],
  ['W-108', 'HEAVY_RAIN', '31.74.02', '2024-11-27T06:00:00.000Z'],
  ['W-109', 'FLOOD', '31.74.09', '2024-11-27T09:00:00.000Z'],
  ['W-110', 'HEAVY_RAIN', '31.75.10', '2024-11-27T06:00:00.000Z'],
  ['W-111', 'FLOOD', '31.73.01', '2024-11-27T09:00:00.000Z'],
].map(([id, event, areaCode, validUntil]) => ({ id, event, areaCode, validUntil }));

/** Reads of one request. Each reads for many keys at once, and `count` says how many there were. */
export class WarningReads {
  count = 0;

  list(first) {
    this.count += 1;
    return warnings.slice(0, first);
  }

  byIds(ids) {
    this.count += 1;
    return warnings.filter(({ id }) => ids.includes(id));
  }

  byAreas(codes) {
    this.count += 1;
    const found = warnings.filter(({ areaCode }) => codes.includes(areaCode));
    return found.toSorted((a, b) => (a.validUntil < b.validUntil ? -1 : 1));
  }
}
