/** Half up to one decimal, as the index is shown everywhere. */
export function oneDecimal(locale: string, value: number): string {
  return numberIn(locale, Math.round(value * 10) / 10, 1);
}

export function numberIn(locale: string, value: number, decimals: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** With its sign, to two decimals; what rounds to 0 has none. */
export function signedIn(locale: string, value: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }).format(value);
}

/** A month as 2024-10, with its name. */
export function monthIn(locale: string, month: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
