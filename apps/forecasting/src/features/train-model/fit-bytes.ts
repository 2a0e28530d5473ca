import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ModelFit } from '@ecobe/forecast';

/** Stored beside the bytes, so that another way can come later. 1: V8's own serialization, gzipped. */
export const FIT_FORMAT = 1;
/** Numbers hardly shrink further at higher levels, which take several times as long. */
const GZIP_LEVEL = 1;

/** A fit for the database; typed arrays stay what they are. */
export const encodeFit = (fit: ModelFit): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(serialize(fit), { level: GZIP_LEVEL }));

/** The inverse of {@link encodeFit}. @throws Error for bytes that are none. */
export const decodeFit = (bytes: Uint8Array): ModelFit => requireFit(deserialize(gunzipSync(bytes)));

function requireFit(decoded: unknown): ModelFit {
  const fit = decoded as Partial<ModelFit> | null;
  if (fit?.kind === 'trained' && typeof fit.trainer === 'string') return fit as ModelFit;
  throw new Error('the stored bytes are no fit of a model');
}
