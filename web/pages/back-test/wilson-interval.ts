const z = 1.645;

/** Where a share lies with a confidence of 90 %, by how often it was seen (Wilson's interval). */
export function wilsonInterval(share: number, count: number): { readonly low: number; readonly high: number } {
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const centre = share + (z * z) / (2 * count);
  const shrink = 1 + (z * z) / count;
  return { low: Math.max(0, (centre - spread) / shrink), high: Math.min(1, (centre + spread) / shrink) };
}
