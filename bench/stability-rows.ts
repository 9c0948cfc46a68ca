import { databaseAddress } from '../subgraphs/config';
import { permits } from '../subgraphs/permits';
import { refugees } from '../subgraphs/refugees';
import { security } from '../subgraphs/security';
import { cityOf } from '../subgraphs/shared/area-code';
import { monthsUpTo } from '../subgraphs/shared/calendar';
import { openSubgraph } from '../subgraphs/shared/open-subgraph';
import { stability } from '../subgraphs/stability';
import { areasWithFigures } from '../subgraphs/stability/area-figures';
import { assessmentKey } from '../subgraphs/stability/models/Assessment';

const villages = areasWithFigures().filter((code) => code.length === 13);
const months = monthsUpTo('2024-10', 12);

/** All villages with 12 months of history, drivers and their ranking. */
export const villageQuestion = `{
  areas(within: "31.75", level: VILLAGE, first: 65) { nodes { code stability {
    index interval { low high } change { delta drivers { indicator dimension value } }
    history(months: 12) { month index interval { low high } }
  } } }
  stabilityRanking(within: "31.75", level: VILLAGE, first: 65) { entries { rank rankInterval { low high } area { code } } }
}`;

/** All districts of the country with their ranks and intervals, by stored assessments. */
export const districtQuestion = `{
  stabilityRanking(level: DISTRICT, first: 8000) {
    insufficient entries { rank rankInterval { low high } area { code } assessment { index interval { low high } } }
  }
}`;

/** The database reads that the villages' question needs, made at once and without any gateway or HTTP. */
export async function openReads(storePort: string) {
  const address = databaseAddress({ ...process.env, SIMPUL_STORE_PORT: storePort });
  const [office, unhcr, police, index] = await Promise.all([
    openSubgraph(permits, address),
    openSubgraph(refugees, address),
    openSubgraph(security, address),
    openSubgraph(stability, address),
  ]);
  const codes = [...villages, ...new Set(villages.map((code) => cityOf(code) ?? code))];
  const keys = villages.flatMap((code) => months.map((month) => assessmentKey(code, month)));
  return {
    read: async (): Promise<void> => {
      const stored = stability.createLoaders(index);
      await Promise.all([
        permits.createLoaders(office).seriesByArea.loadMany(codes),
        refugees.createLoaders(unhcr).seriesByArea.loadMany(codes),
        security.createLoaders(police).seriesByArea.loadMany(codes),
        stored.activitiesByArea.loadMany(villages),
        stored.storedAssessment.loadMany(keys),
        stored.ranking({ within: '31.75', level: 'VILLAGE', month: null, first: 65, heads: false }),
      ]);
    },
    close: async (): Promise<void> => {
      await Promise.all([office, unhcr, police, index].map((open) => open.close()));
    },
  };
}
