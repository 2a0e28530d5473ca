import type * as Tensors from '@tensorflow/tfjs-core';

export type TensorLibrary = typeof Tensors;

let loading: Promise<TensorLibrary> | undefined;

/** The tensor library, ready to train; loaded by the first training, so that serving forecasts never pays for it. */
export function tensorLibrary(): Promise<TensorLibrary> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TensorLibrary> {
  const core = await import('@tensorflow/tfjs-core');
  // Says nothing on the console.
  core.enableProdMode();
  // Core as it is built for Node knows no gradients; layers brings them with it.
  await import('@tensorflow/tfjs-layers');
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  // One thread adds up in one order: the same training gives the same weights, to the bit.
  wasm.setThreadsCount(1);
  wasm.setWasmPaths(require.resolve('@tensorflow/tfjs-backend-wasm').replace(/[^/\\]+$/, ''));
  const isReady = await core.setBackend('wasm');
  if (!isReady) throw new Error('the tensor library could not start its WebAssembly');
  return core;
}
