export { subgraphs } from '../progressive-override-off/subgraphs';

export const labels = ['move-rate'];
