import type { Answer } from './ask';

/**
 * Where the agency behind a part at the root did not answer, what it told before stays, with the failure beside it: the
 * page does not fall apart under who reads or types. A part that is refused goes.
 */
export function keepEarlier<Data>(answer: Answer<Data>, earlier: Answer<Data> | undefined): Answer<Data> {
  const { data, failures } = answer;
  const away = failures.filter(({ code }) => code.startsWith('SUBGRAPH_'));
  if (earlier?.data == null || away.length === 0) return answer;
  if (data == null) return away.length === failures.length ? { ...answer, data: earlier.data } : answer;
  const names = away.map(({ path: [root] }) => root as keyof Data);
  const kept = names.filter((name) => data[name] === null).map((name) => [name, earlier.data?.[name]]);
  return { ...answer, data: { ...data, ...(Object.fromEntries(kept) as Partial<Data>) } };
}
