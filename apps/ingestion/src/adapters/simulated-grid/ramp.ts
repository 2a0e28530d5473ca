const { max, min } = Math;

/** 0 up to `from`, 1 from `to` on, straight between. */
export const ramp = (value: number, from: number, to: number): number =>
  min(1, max(0, (value - from) / (to - from)));
