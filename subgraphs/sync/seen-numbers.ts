import { createHash } from 'node:crypto';

/**
 * The numbers that a source has told, as 64 bits of a hash each: at most 32 bytes a number, however long it is. Two
 * numbers with the same bits would keep a record that may go, never the other way round.
 */
export class SeenNumbers {
  private slots = new BigUint64Array(1 << 12);
  private filled = 0;

  add(number: string): void {
    if (this.filled * 2 >= this.slots.length) this.grow();
    this.put(bitsOf(number));
  }

  has(number: string): boolean {
    const bits = bitsOf(number);
    return this.slots[this.slotOf(bits)] === bits;
  }

  private put(bits: bigint): void {
    const slot = this.slotOf(bits);
    if (this.slots[slot] === bits) return;
    this.slots[slot] = bits;
    this.filled += 1;
  }

  /** Where the bits are, or the first free slot after where they belong. */
  private slotOf(bits: bigint): number {
    const mask = this.slots.length - 1;
    let slot = Number(bits & BigInt(mask));
    while (this.slots[slot] !== 0n && this.slots[slot] !== bits) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new BigUint64Array(before.length * 2);
    this.filled = 0;
    for (const bits of before) if (bits !== 0n) this.put(bits);
  }
}

// 0 marks a free slot.
function bitsOf(number: string): bigint {
  return createHash('sha256').update(number).digest().readBigUInt64LE(0) || 1n;
}
