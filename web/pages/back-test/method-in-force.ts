import type { RiskMethod } from '../../../subgraphs/stability/method/risk-method';
import asri1 from '../../../subgraphs/stability/method/versions/asri-1.json';

/** What the method declares. A test keeps it the one by which the gateway's assessments are made. */
export const methodInForce = asri1 as unknown as RiskMethod;
