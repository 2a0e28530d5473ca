import { ValidateBy } from 'class-validator';

const TOLERANCE = 0.01;

/** An object whose numbers sum to 1, within one percent. What else is wrong with them their own rules say. */
export const IsShareMix = (): PropertyDecorator =>
  ValidateBy({
    name: 'isShareMix',
    validator: {
      validate: (value: unknown) => {
        const shares = Object.values(Object(value) as Record<string, unknown>);
        const sum = shares.reduce<number>(
          (total, share) => total + (typeof share === 'number' ? share : 0),
          0,
        );
        // 0.99 and 1.01 themselves are in, whatever binary fractions make of them.
        return Math.abs(sum - 1) <= TOLERANCE + 1e-9;
      },
      defaultMessage: () => '$property must have shares that sum to 1 (+-0.01)',
    },
  });
