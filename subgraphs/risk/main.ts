export { type AskedBacktest, backtestRows } from './backtest-rows';
export { type AskedExplanation, explainFromGraph } from './explain-from-graph';
