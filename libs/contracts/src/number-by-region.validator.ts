import { ValidateBy } from 'class-validator';

const MAX_REGIONS = 200;
const MAX_NAME_LENGTH = 64;

const isNumberByRegion = (value: unknown, max: number): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MAX_REGIONS &&
    entries.every(
      ([name, figure]) =>
        name.length <= MAX_NAME_LENGTH && typeof figure === 'number' && figure >= 0 && figure <= max,
    )
  );
};

/** An object that gives some regions a number each, from 0 to `max`: `{"FR": 80}`. */
export const IsNumberByRegion = (max: number): PropertyDecorator =>
  ValidateBy({
    name: 'isNumberByRegion',
    validator: {
      validate: (value: unknown) => isNumberByRegion(value, max),
      defaultMessage: () =>
        `$property must be an object of at most ${MAX_REGIONS} region names with a number from 0 to ${max} each`,
    },
  });
