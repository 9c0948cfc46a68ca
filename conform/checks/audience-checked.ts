import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

export const audienceChecked: Check = {
  id: 'audience-checked',
  title: 'A request that is signed for another subgraph is refused with 401',
  required: true,
  run: (subject) => {
    const audience = `${subject.name}-other`;
    const forOther = () => subject.signed(question, { audience });
    return refusesEach(
      subject,
      [
        ['a signature for another subgraph', () => subject.post(question, forOther())],
        ['the same, relabelled', () => subject.post(question, { ...forOther(), 'simpul-audience': subject.name })],
        ['a signature for another path', () => subject.post(question, subject.signed(question, { path: '/other' }))],
      ],
      "Compare Simpul-Audience with the subgraph's own name, and sign it and the path with the rest.",
    );
  },
};
