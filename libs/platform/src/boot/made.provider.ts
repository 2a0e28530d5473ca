import type { Provider } from '@nestjs/common';

/** A class made from what `inject` lists, in the order of its constructor. */
export const made = <Made, Arguments extends unknown[]>(
  type: new (...args: Arguments) => Made,
  inject: NonNullable<Extract<Provider, { useFactory: unknown }>['inject']>,
): Provider => ({ provide: type, useFactory: (...args: Arguments) => new type(...args), inject });
