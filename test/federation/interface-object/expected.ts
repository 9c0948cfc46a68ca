import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { media } from './subgraphs';

const [film, song] = media as [any, any];
const label = ({ title, stars }: any): string => `${title} ${stars}`;

export const expected: Record<string, Expected> = {
  Added: {
    data: {
      media: [
        { __typename: 'Film', stars: 4, minutes: film.minutes },
        { __typename: 'Song', stars: 0 },
      ],
    },
  },
  TypeName: { data: { best: media.map(({ __typename, stars }) => ({ __typename, stars, kind: __typename })) } },
  FieldsOfTypes: {
    data: {
      best: [
        { id: '1', minutes: film.minutes },
        { id: '2', beats: song.beats, label: label(song) },
      ],
    },
  },
  NoTypeNeeded: {
    data: { best: media.map(({ stars }) => ({ stars })) },
    sent: (fetches) => expect(fetches).toHaveLength(1),
  },
  Requires: { data: { best: media.map((each) => ({ label: label(each) })) } },
};
