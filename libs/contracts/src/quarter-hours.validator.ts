import { ValidateBy } from 'class-validator';

const QUARTER_HOUR = 0.25;

/** Hours in steps of a quarter, above zero and at most `maxHours`. */
export const IsQuarterHours = (maxHours: number): PropertyDecorator =>
  ValidateBy({
    name: 'isQuarterHours',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'number' && value > 0 && value <= maxHours && Number.isInteger(value / QUARTER_HOUR),
      defaultMessage: () => `$property must be a number of hours from 0.25 to ${maxHours} in steps of 0.25`,
    },
  });
