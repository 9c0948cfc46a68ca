import { type AreaCode, areaPath } from './area-code';

/** Codes that a law replaced, each by the one that follows it. What lies in such an area has other codes as well. */
interface Succession {
  readonly law: string;
  readonly since: string;
  readonly codes: Readonly<Record<AreaCode, AreaCode>>;
}

// Whole regencies that came to new provinces. NOTICE names the sources of the codes.
export const successions: readonly Succession[] = [
  {
    law: 'Law 14/2022 on South Papua',
    since: '2022-07-25',
    codes: { '91.01': '93.01', '91.16': '93.02', '91.17': '93.03', '91.18': '93.04' },
  },
  {
    law: 'Law 15/2022 on Central Papua',
    since: '2022-07-25',
    codes: {
      '91.04': '94.01',
      '91.07': '94.02',
      '91.08': '94.03',
      '91.09': '94.04',
      '91.25': '94.05',
      '91.26': '94.06',
      '91.27': '94.07',
      '91.28': '94.08',
    },
  },
  {
    law: 'Law 16/2022 on Highland Papua',
    since: '2022-07-25',
    codes: {
      '91.02': '95.01',
      '91.12': '95.02',
      '91.13': '95.03',
      '91.14': '95.04',
      '91.21': '95.05',
      '91.22': '95.06',
      '91.23': '95.07',
      '91.24': '95.08',
    },
  },
  {
    law: 'Law 29/2022 on Southwest Papua',
    since: '2022-12-08',
    codes: {
      '92.01': '96.01',
      '92.04': '96.02',
      '92.05': '96.03',
      '92.09': '96.04',
      '92.10': '96.05',
      '92.71': '96.71',
    },
  },
];

export interface RetiredArea {
  /** The retired code: the area's own, or that of the area it lay in. */
  readonly code: AreaCode;
  readonly successor: AreaCode;
  readonly law: string;
  readonly since: string;
}

const retired = new Map<AreaCode, RetiredArea>(
  successions.flatMap(({ law, since, codes }) =>
    Object.entries(codes).map(([code, successor]) => [code, { code, successor, law, since }] as const),
  ),
);

/** Whether a code that is in no catalogue was retired, and what followed; null where nothing is known of it. */
export function retiredArea(code: AreaCode): RetiredArea | null {
  return areaPath(code).flatMap((each) => retired.get(each) ?? [])[0] ?? null;
}

/** Why a well-formed code is none of an area, and what would do. */
export function whyUnknown(code: AreaCode): string {
  const found = retiredArea(code);
  if (found === null) return 'is not the code of an area; see idn-area-data for the list';
  const { successor, law, since } = found;
  if (found.code === code) return `was retired on ${since} (${law}); write ${successor}`;
  return `lies in ${found.code}, which was retired on ${since} (${law}) and is ${successor} now; the codes in it are others too: look the area up in ${successor} by its name`;
}
