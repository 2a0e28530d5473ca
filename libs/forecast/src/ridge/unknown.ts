/** Whether an hour's value is not known. Called for millions of hours, so the lookup in the global object is made once. */
export const isUnknown: (value: number) => boolean = Number.isNaN;
