import { ValidateBy } from 'class-validator';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An ISO 8601 instant with its offset from UTC, `2026-02-12T00:00:00.000Z`: a time without one means nothing here. */
export const IsIsoInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIsoInstant',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && INSTANT.test(value) && Number.isFinite(Date.parse(value)),
      defaultMessage: () => '$property must be an ISO 8601 instant such as 2026-02-12T00:00:00.000Z',
    },
  });
