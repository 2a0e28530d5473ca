import { ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { ProblemError } from '@ecobe/contracts';
import type { ProblemDetailItem } from '@ecobe/contracts';
import type { ValidationError } from 'class-validator';
import { pointerTo, unsafeParts } from './unsafe-input';

const MAX_LISTED = 20;

/** Where in the request a value was, in the form that `errors[].pointer` uses. */
const placeOf = (type: ArgumentMetadata['type'], pointer: string): string => {
  if (type === 'body') return pointer;
  const name = pointer.slice(1);
  return type === 'query' ? `?${name}` : `{${name}}`;
};

function detailOf({ value, constraints = {} }: ValidationError): string {
  if ('whitelistValidation' in constraints) return 'is not a known property';
  return value === undefined ? 'is required' : Object.values(constraints).join('; ');
}

/** One entry per wrong member, with a JSON pointer through nested objects and lists. */
function inputErrors(errors: ValidationError[], parent = ''): ProblemDetailItem[] {
  return errors.flatMap((error) => {
    const pointer = error.property === undefined ? parent : pointerTo(parent, error.property);
    const own = error.constraints === undefined ? [] : [{ pointer, detail: detailOf(error) }];
    return [...own, ...inputErrors(error.children ?? [], pointer)];
  });
}

/** The refusal that every wrong input gets. */
const invalidInput = (errors: ProblemDetailItem[]): ProblemError => {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail:
      first === undefined ? 'The input is invalid.' : `${first.pointer || 'body'}: ${first.detail}${rest}`,
    errors: errors.slice(0, MAX_LISTED),
  });
};

const validatorFor = (type: ArgumentMetadata['type']): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    exceptionFactory: (errors: ValidationError[]) =>
      invalidInput(
        inputErrors(errors).map(({ pointer, detail }) => ({ pointer: placeOf(type, pointer), detail })),
      ),
  });

/**
 * Checks what comes from outside against its DTO: unknown members are refused, nothing is converted unless the DTO says
 * so. Parameters typed as plain text or numbers pass as they came; an operation that wants a number declares a DTO.
 * @throws ProblemError 400 `INVALID_INPUT` with a pointer per fault
 */
export class InputPipe implements PipeTransform {
  private readonly validators = {
    body: validatorFor('body'),
    query: validatorFor('query'),
    param: validatorFor('param'),
  };

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type === 'custom') return value;
    const unsafe = unsafeParts(value);
    if (unsafe.length > 0) {
      throw invalidInput(unsafe.map(({ pointer, detail }) => ({ pointer: placeOf(type, pointer), detail })));
    }
    if (metatype === undefined || ([String, Number, Boolean] as unknown[]).includes(metatype)) return value;
    if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalidInput([{ pointer: '', detail: 'must be a JSON object' }]);
    }
    const checked: unknown = await this.validators[type].transform(value, metadata);
    return checked;
  }
}
