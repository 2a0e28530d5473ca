import { lookup as systemLookup } from 'node:dns';
import type { LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

export interface PublicLookupOptions {
  /** Lets machines of the own network be connected to. */
  readonly allowsPrivate: boolean;
  /** How names are resolved; the system's way unless told. */
  readonly lookup?: typeof systemLookup;
}

export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/** Resolves a name to its public addresses only; what is connected to is what was looked at, however the name changes. */
export function publicLookup({ allowsPrivate, lookup = systemLookup }: PublicLookupOptions): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...(options as LookupOptions), all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const usable = addresses.filter(({ address }) => allowsPrivate || isPublicAddress(address));
      const [first] = usable;
      if (first === undefined) {
        done(new PrivateAddressError(`${hostname} leads to no address of the public internet`), []);
      } else if (options.all === true) done(null, usable);
      else done(null, first.address, first.family);
    });
  };
}
