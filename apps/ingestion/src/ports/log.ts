/** The few words of the suite's log that use cases need. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
