/** Inner product of two columns of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (let i = whole; i < a.length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

/** Columns of one length and their inner products, each of which is made once, when first asked for. */
export class InnerProducts {
  private readonly columns: Float64Array[];
  private readonly products: Float64Array;
  private readonly isMade: Uint8Array;

  constructor(private readonly capacity: number) {
    this.columns = Array.from({ length: capacity }, () => new Float64Array(0));
    this.products = new Float64Array(capacity * capacity);
    this.isMade = new Uint8Array(capacity * capacity);
  }

  column(id: number): Float64Array {
    return this.columns[id] ?? new Float64Array(0);
  }

  /** Puts a column in the place of another. */
  replace(id: number, column: Float64Array): void {
    const { isMade, capacity } = this;
    this.columns[id] = column;
    isMade.fill(0, id * capacity, (id + 1) * capacity);
    for (let cell = id; cell < isMade.length; cell += capacity) isMade[cell] = 0;
  }

  of(a: number, b: number): number {
    const cell = a > b ? a * this.capacity + b : b * this.capacity + a;
    if (this.isMade[cell] === 1) return this.products[cell] ?? 0;
    this.isMade[cell] = 1;
    return (this.products[cell] = dot(this.column(a), this.column(b)));
  }
}
