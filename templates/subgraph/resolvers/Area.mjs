/** Areas are the graph's: the key is all that is needed of one, so that there is no reference resolver. */
export const Area = {
  __field__Records: ({ code }, _, { recordsByArea }) => recordsByArea.load(code),
};
