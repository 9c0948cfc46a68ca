import { GraphQLError } from 'graphql';

export const Query = {
  __field__Records: (_, { first }, { reads }) => {
    if (first >= 0 && first <= 100) return reads.first(first);
    throw new GraphQLError('first: must be from 0 to 100.', { extensions: { code: 'BAD_USER_INPUT' } });
  },
};
