import { Transform } from 'class-transformer';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Reads a number of a query, which is always text. Only plain decimals are read: what else JavaScript takes for a number
 * (`0x10`, `1e1`, ` 48`, an empty text) stays text, and the rules of the property refuse it.
 */
export const FromDecimalText = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value,
  );
