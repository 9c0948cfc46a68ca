/**
 * Remembers which texts came more than once, in a fixed space: of a million different texts it takes one or two in a
 * hundred for repeated, and it never misses one that is.
 */
export class RepeatedTexts {
  private readonly once = new Uint8Array(bytes);
  private readonly again = new Uint8Array(bytes);
  private found = false;

  /** Whether any text seems to have come twice. */
  get any(): boolean {
    return this.found;
  }

  add(text: string): void {
    const place = placeOf(text);
    if (!isSet(this.once, place)) set(this.once, place);
    else {
      set(this.again, place);
      this.found = true;
    }
  }

  has(text: string): boolean {
    return isSet(this.again, placeOf(text));
  }
}

const bytes = 2 ** 23;

function isSet(bits: Uint8Array, place: number): boolean {
  return ((bits[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function set(bits: Uint8Array, place: number): void {
  bits[place >>> 3] = (bits[place >>> 3] ?? 0) | (1 << (place & 7));
}

// FNV-1a, with a last mix so that the low bits depend on all of the text.
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & (bytes * 8 - 1);
}
