import { ValidateBy } from 'class-validator';
import type { MemberFault, MemberFaultFinder } from './member-faults';

const MAX_REGIONS = 200;
const MAX_NAME_LENGTH = 64;

function faultsIn(value: unknown, max: number): MemberFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, figure]: [string, unknown]) => {
    if (key.length > MAX_NAME_LENGTH)
      return [{ key, detail: `the name of a region has at most ${MAX_NAME_LENGTH} characters` }];
    return typeof figure === 'number' && figure >= 0 && figure <= max
      ? []
      : [{ key, detail: `must be a number from 0 to ${max}` }];
  });
}

const isNumberByRegion = (value: unknown, max: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= MAX_REGIONS &&
  faultsIn(value, max).length === 0;

/** An object that gives some regions a number each, from 0 to `max`: `{"FR": 80}`. */
export function IsNumberByRegion(max: number): PropertyDecorator {
  const context: MemberFaultFinder = { faultsOf: (value) => faultsIn(value, max) };
  return ValidateBy(
    {
      name: 'isNumberByRegion',
      validator: {
        validate: (value: unknown) => isNumberByRegion(value, max),
        defaultMessage: () =>
          `$property must be an object of at most ${MAX_REGIONS} region names with a number from 0 to ${max} each`,
      },
    },
    { context },
  );
}
