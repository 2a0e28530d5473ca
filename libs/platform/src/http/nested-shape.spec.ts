import 'reflect-metadata';
import * as contracts from '@ecobe/contracts';
import { ProblemError } from '@ecobe/contracts';
import { Type } from 'class-transformer';
import { getMetadataStorage, IsOptional, IsString, ValidateNested, ValidationTypes } from 'class-validator';
import { InputPipe } from './input.pipe';

type Dto = new () => object;
interface Member {
  dto: Dto;
  name: string;
  isList: boolean;
}

/** Every DTO of the contracts, with its members that are objects or lists of them. */
const NESTED: Member[] = Object.values<unknown>(contracts)
  .filter((value): value is Dto => typeof value === 'function')
  .flatMap((dto) =>
    getMetadataStorage()
      .getTargetValidationMetadatas(dto, '', false, false)
      .filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
      .map(({ propertyName, each }) => ({ dto, name: propertyName, isList: each })),
  );

function faultsOf(dto: Dto, body: object): { pointer: string; detail: string }[] {
  try {
    new InputPipe().transform(body, { type: 'body', metatype: dto });
    return [];
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    return fault.problem.errors ?? [];
  }
}
const labelled = ({ dto, name }: Member): [string, Dto, string] => [`${dto.name}.${name}`, dto, name];

class Inner {
  @IsOptional() @IsString() text?: string;
}
class Middle {
  @IsOptional() @ValidateNested() @Type(() => Inner) inner?: Inner;
}
class Outer {
  @IsOptional() @ValidateNested() @Type(() => Middle) middle?: Middle;
  @IsOptional() @ValidateNested({ each: true }) @Type(() => Middle) middles?: Middle[];
}

describe('a list where an object belongs', () => {
  it('is looked for in the DTOs of more than one service', () => {
    expect(new Set(NESTED.map(({ dto }) => dto)).size).toBeGreaterThan(5);
  });

  it.each(NESTED.filter(({ isList }) => !isList).map(labelled))('is refused at %s', (_label, dto, name) => {
    for (const value of [[], [{}], [[]], 'a', 7]) {
      const below = faultsOf(dto, { [name]: value }).filter(({ pointer }) => pointer.startsWith(`/${name}`));
      expect(below).toEqual([{ pointer: `/${name}`, detail: `${name} must be an object` }]);
    }
  });

  it.each(NESTED.filter(({ isList }) => isList).map(labelled))('is refused in %s', (_label, dto, name) => {
    for (const item of [[], [{}], 'a', null]) {
      const below = faultsOf(dto, { [name]: [item] }).filter(({ pointer }) =>
        pointer.startsWith(`/${name}/0`),
      );
      expect(below).toEqual([{ pointer: `/${name}/0`, detail: 'must be an object' }]);
    }
  });

  it('is refused at any depth, and an object is not', () => {
    expect(faultsOf(Outer, { middles: [{ inner: {} }, { inner: [{}] }], middle: { inner: [] } })).toEqual([
      { pointer: '/middle/inner', detail: 'inner must be an object' },
      { pointer: '/middles/1/inner', detail: 'inner must be an object' },
    ]);
    expect(faultsOf(Outer, { middles: [{ inner: { text: 'a' } }, {}], middle: {} })).toEqual([]);
    expect(faultsOf(Outer, { middle: null })).toEqual([]);
  });

  it('still points at what is wrong inside an object', () => {
    expect(faultsOf(Outer, { middle: { inner: { text: 7 } } })).toEqual([
      { pointer: '/middle/inner/text', detail: 'text must be a string' },
    ]);
  });
});
