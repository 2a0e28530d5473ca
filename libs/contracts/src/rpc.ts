/**
 * One operation of a service: `pattern` is `<service>.<operation>`, and the service part names the stream it travels on.
 * The type parameters exist only for the compiler.
 */
export interface Rpc<Request, Response> {
  readonly pattern: string;
  readonly __types?: (request: Request) => Response;
}

/** Declares an operation. */
export const rpc = <Request, Response>(pattern: string): Rpc<Request, Response> => ({ pattern });

/** A fact that a service tells whoever wants to know; each subscribing service handles it once among its replicas. */
export interface DomainEvent<Payload> {
  readonly pattern: string;
  readonly __types?: (payload: Payload) => void;
}

/** Declares an event. */
export const domainEvent = <Payload>(pattern: string): DomainEvent<Payload> => ({ pattern });
