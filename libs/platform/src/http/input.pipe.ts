import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidatorOptions } from 'class-validator';
import { inputFaults } from './input-faults';
import { invalidInput } from './invalid-input';
import { nestedShapeFaults } from './nested-shape';
import { unsafeParts } from './unsafe-input';

const RULES: ValidatorOptions = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
const PLAIN_TYPES: unknown[] = [String, Number, Boolean];

/** A DTO may say what a value is in full that callers may also write in short. */
interface InFull {
  readonly inFull?: (value: unknown) => unknown;
}

/** Each fault once: what is below a value of the wrong shape says nothing more. */
function faultsOf(input: object): ReturnType<typeof unsafeParts> {
  const misshapen = nestedShapeFaults(input);
  const isBelow = (pointer: string) =>
    misshapen.some((shape) => pointer === shape.pointer || pointer.startsWith(`${shape.pointer}/`));
  return [
    ...misshapen,
    ...inputFaults(validateSync(input, RULES)).filter(({ pointer }) => !isBelow(pointer)),
  ];
}

/** Where in the request a value was, in the form that `errors[].pointer` uses. */
const placeOf = ({ type, data }: ArgumentMetadata, pointer: string): string => {
  if (type === 'body') return pointer;
  const name = data ?? pointer.slice(1);
  return type === 'query' ? `?${name}` : `{${name}}`;
};

/**
 * Checks what comes from outside against its DTO: unknown members are refused, nothing is converted unless the DTO says
 * so. Parameters typed as plain text or numbers pass as they came; an operation that wants a number declares a DTO.
 * @throws ProblemError 400 `INVALID_INPUT` with a pointer per fault
 */
export class InputPipe implements PipeTransform {
  transform(value: unknown, argument: ArgumentMetadata): unknown {
    const { type, metatype } = argument;
    if (type === 'custom') return value;
    const refuseAll = (faults: ReturnType<typeof unsafeParts>) => {
      if (faults.length === 0) return;
      throw invalidInput(
        faults.map(({ pointer, detail }) => ({ pointer: placeOf(argument, pointer), detail })),
      );
    };
    refuseAll(unsafeParts(value));
    if (metatype === undefined || PLAIN_TYPES.includes(metatype)) return value;
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalidInput([{ pointer: '', detail: 'must be a JSON object' }]);
    }
    const whole = (metatype as InFull).inFull?.(value) ?? value ?? {};
    const input: object = plainToInstance(metatype as new () => object, whole);
    refuseAll(faultsOf(input));
    return input;
  }
}
