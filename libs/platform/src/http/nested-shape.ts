import type { ProblemDetailItem } from '@ecobe/contracts';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { pointerTo } from './unsafe-input';

interface NestedMember {
  readonly name: string;
  readonly isList: boolean;
}

const membersByType = new Map<unknown, NestedMember[]>();

/** Members of a DTO that are DTOs themselves, or lists of such. */
function nestedMembersOf(type: new () => object): NestedMember[] {
  const known = membersByType.get(type);
  if (known !== undefined) return known;
  const members = getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .filter((metadata) => metadata.type === ValidationTypes.NESTED_VALIDATION)
    .map(({ propertyName, each }) => ({ name: propertyName, isList: each }));
  membersByType.set(type, members);
  return members;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function faultsOfOne(value: unknown, pointer: string, detail: string): ProblemDetailItem[] {
  if (!isObject(value) || Array.isArray(value)) return [{ pointer, detail }];
  return nestedShapeFaults(value, pointer);
}

/**
 * Whatever stands in a checked DTO where an object belongs and is none. The validation itself goes through a list that
 * stands there, is content with its members, and what the list says is then not heeded by anybody.
 */
export function nestedShapeFaults(input: object, parent = ''): ProblemDetailItem[] {
  return nestedMembersOf(input.constructor as new () => object).flatMap(({ name, isList }) => {
    const value = (input as Record<string, unknown>)[name];
    const pointer = pointerTo(parent, name);
    if (value === undefined || value === null) return [];
    if (!isList) return faultsOfOne(value, pointer, `${name} must be an object`);
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => faultsOfOne(item, pointerTo(pointer, index), 'must be an object'));
  });
}
