/** After all specs: whoever else uses the stores keeps them. */
export default async function tearDown() {
  await globalThis.releaseTestStores?.();
}
