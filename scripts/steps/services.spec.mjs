import { probePort } from './services.mjs';

describe('the ports of probes on one machine', () => {
  it('are consecutive, from the one that was told, without one for the gateway', () => {
    expect([0, 1, 2, 6].map((index) => probePort('9464', index).ECOBE_PROBE_PORT)).toEqual([
      undefined,
      '9464',
      '9465',
      '9469',
    ]);
  });

  it('are left as told where there is none, or any free one is taken', () => {
    for (const told of [undefined, '', '0']) expect(probePort(told, 3)).toEqual({});
  });
});
