export const Record = {
  __resolveReference: ({ id }, { recordById }) => recordById.load(String(id)),
  area: ({ areaCode }) => ({ code: areaCode }),
};
