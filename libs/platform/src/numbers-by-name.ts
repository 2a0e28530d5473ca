import { z } from 'zod';

const ENTRY = /^([^=\s]+)=(\d+(?:\.\d+)?)$/;

/** `DE=500,FR=1200`: positive numbers by name, each name once. */
export const numbersByName = z.string().transform((text, context) => {
  const numbers: Record<string, number> = {};
  for (const part of text.split(',').map((entry) => entry.trim())) {
    const [, name = '', value = ''] = ENTRY.exec(part) ?? [];
    const isFine = name !== '' && Number(value) > 0 && !Object.hasOwn(numbers, name);
    if (!isFine) {
      context.addIssue({
        code: 'custom',
        message: `"${part}" is not NAME=number > 0, or the name stands twice`,
      });
      return z.NEVER;
    }
    numbers[name] = Number(value);
  }
  return numbers;
});
