/** One place in the caller's input that is wrong. `pointer` is a JSON pointer (RFC 6901) or `?name` for a query. */
export interface ProblemDetailItem {
  pointer: string;
  detail: string;
}

/** An RFC 9457 problem as it travels from a service to the gateway; the gateway adds `type` and `instance`. */
export interface ProblemBody {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: ProblemDetailItem[];
  retryAfterSeconds?: number;
  /** Extra members of the problem document, such as `excluded`. */
  extensions?: Record<string, unknown>;
}

/** Thrown by any use case that refuses; it crosses the transport as its body and becomes problem+json at the edge. */
export class ProblemError extends Error {
  constructor(readonly problem: ProblemBody) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

const shape = (value: unknown): Partial<ProblemBody> =>
  typeof value === 'object' && value !== null ? value : {};

/** Whether a value that came over the wire is a problem body. */
export const isProblemBody = (value: unknown): value is ProblemBody =>
  typeof shape(value).status === 'number' &&
  typeof shape(value).code === 'string' &&
  typeof shape(value).detail === 'string';
