import { findsMemberFaults } from '@ecobe/contracts';
import type { ProblemDetailItem } from '@ecobe/contracts';
import { getMetadataStorage } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { UNKNOWN_PROPERTY } from './invalid-input';
import { pointerTo } from './unsafe-input';

/** Rules that speak of the type, outermost first. What else a value of the wrong type is not says nothing more. */
const TYPE_RULES = [
  'isArray',
  'isObject',
  'nestedValidation',
  'isString',
  'isInt',
  'isNumber',
  'isIsoInstant',
];

type Rules = [name: string, message: string][];

function detailOf(rules: Rules): string {
  const type = TYPE_RULES.find((name) => rules.some(([rule]) => rule === name));
  return rules
    .filter(([name]) => type === undefined || name === type)
    .map(([, message]) => message)
    .join('; ');
}

/** Whether a rule that holds for each item of a list is broken by `item`; null if the rule is for the list itself. */
function isBrokenBy(item: unknown, rule: string, error: ValidationError): boolean | null {
  const { target, property } = error;
  if (target === undefined) return null;
  const storage = getMetadataStorage();
  const ofItems = storage
    .getTargetValidationMetadatas(target.constructor, '', false, false)
    .filter((metadata) => metadata.propertyName === property && metadata.each);
  for (const { constraintCls, constraints } of ofItems) {
    for (const { name, instance } of storage.getTargetValidatorConstraints(constraintCls)) {
      if (name !== rule) continue;
      const given = {
        targetName: target.constructor.name,
        property,
        object: target,
        value: item,
        constraints,
      };
      return instance.validate(item, given) !== true;
    }
  }
  return null;
}

/** Faults of single items of a list, or members of an object, where the broken rules can tell. */
function memberFaults(error: ValidationError, rules: Rules, pointer: string): ProblemDetailItem[] {
  const value: unknown = error.value;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const broken = rules.filter(([rule]) => isBrokenBy(item, rule, error) === true);
      const messages: Rules = broken.map(([rule, text]) => [rule, text.replace(/^each value in \S+ /, '')]);
      return broken.length === 0 ? [] : [{ pointer: pointerTo(pointer, index), detail: detailOf(messages) }];
    });
  }
  const contexts = Object.values<unknown>(error.contexts ?? {});
  return contexts
    .filter(findsMemberFaults)
    .flatMap(({ faultsOf }) => faultsOf(value))
    .map(({ key, detail }) => ({ pointer: pointerTo(pointer, key), detail }));
}

function ownFaults(error: ValidationError, pointer: string): ProblemDetailItem[] {
  const rules: Rules = Object.entries(error.constraints ?? {});
  if (rules.length === 0) return [];
  if (rules.some(([name]) => name === 'whitelistValidation')) return [{ pointer, detail: UNKNOWN_PROPERTY }];
  if (error.value === undefined) return [{ pointer, detail: 'is required' }];
  if (error.value === '') return [{ pointer, detail: `is empty: ${detailOf(rules)}` }];
  const ofMembers = memberFaults(error, rules, pointer);
  if (ofMembers.length === 0) return [{ pointer, detail: detailOf(rules) }];
  const value: unknown = error.value;
  if (!Array.isArray(value)) return ofMembers;
  const ofList = rules.filter(([rule]) => value.every((item) => isBrokenBy(item, rule, error) === null));
  return ofList.length === 0 ? ofMembers : [{ pointer, detail: detailOf(ofList) }, ...ofMembers];
}

/** One entry per wrong member, with a JSON pointer through nested objects and lists. */
export function inputFaults(errors: ValidationError[], parent = ''): ProblemDetailItem[] {
  return errors.flatMap((error) => {
    const pointer = error.property === undefined ? parent : pointerTo(parent, error.property);
    return [...ownFaults(error, pointer), ...inputFaults(error.children ?? [], pointer)];
  });
}
