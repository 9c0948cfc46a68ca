/** Resolvers of a type whose only difference from its row is the name of the number. */
export const byNumber = { id: ({ _id }: { readonly _id: string }) => _id };
