/** The parts of an OpenAPI document that the specs read. */
export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  example?: unknown;
  default?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  example?: unknown;
  schema?: Schema;
}

interface Content {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value?: unknown }>;
}

export interface Operation {
  tags?: string[];
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}

export interface OpenApi {
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface DocumentedOperation {
  method: string;
  path: string;
  operation: Operation;
}

export const operationsOf = (document: OpenApi): DocumentedOperation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

const resolve = (document: OpenApi, schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema;
  const target = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (target === undefined) throw new Error(`${schema.$ref} is not in the document`);
  return target;
};

/** The example of a schema: its own, else put together from those of its members that have one. */
function exampleOf(document: OpenApi, reference: Schema): unknown {
  const schema = resolve(document, reference);
  if (schema.example !== undefined) return schema.example;
  const [only] = schema.allOf ?? [];
  if (only !== undefined && schema.properties === undefined) return exampleOf(document, only);
  if (schema.properties === undefined) return schema.default;
  const members = Object.entries(schema.properties)
    .map(([name, member]) => [name, exampleOf(document, member)] as const)
    .filter(([, value]) => value !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Every documented example of a JSON body; none where the operation takes no body. */
export function bodyExamples(document: OpenApi, operation: Operation): unknown[] {
  const content = operation.requestBody?.content['application/json'];
  if (content === undefined) return [];
  const named = Object.values(content.examples ?? {}).map(({ value }) => value);
  if (named.length > 0) return named;
  if (content.example !== undefined) return [content.example];
  const made = content.schema === undefined ? undefined : exampleOf(document, content.schema);
  return made === undefined ? [] : [made];
}

export const parameterExample = (document: OpenApi, parameter: Parameter): unknown =>
  parameter.example ?? (parameter.schema === undefined ? undefined : exampleOf(document, parameter.schema));

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : typeof value;
};

const hasType = (value: unknown, type: string): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

/** Where a value differs from its schema: missing, undocumented or wrongly typed members. */
export function differences(document: OpenApi, reference: Schema, value: unknown, at = ''): string[] {
  const schema = resolve(document, reference);
  if (value === null && (schema.nullable === true || reference.nullable === true)) return [];
  if (schema.allOf !== undefined && schema.properties === undefined) {
    return schema.allOf.flatMap((part) => differences(document, part, value, at));
  }
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) {
    const found = variants.map((variant) => differences(document, variant, value, at));
    return found.find((faults) => faults.length === 0) ?? found.flat();
  }
  if (schema.type !== undefined && !hasType(value, schema.type)) {
    return [`${at || '/'} is ${typeOf(value)}, documented as ${schema.type}`];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [`${at} is ${JSON.stringify(value)}, not one of ${JSON.stringify(schema.enum)}`];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? [`${at} is a list of undocumented items`]
      : value.flatMap((item, index) => differences(document, items, item, `${at}/${index}`));
  }
  return typeof value === 'object' && value !== null
    ? memberDifferences(document, schema, value as Record<string, unknown>, at)
    : [];
}

function memberDifferences(
  document: OpenApi,
  schema: Schema,
  value: Record<string, unknown>,
  at: string,
): string[] {
  const documented = schema.properties ?? {};
  const missing = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${at}/${name} is missing`);
  const others = schema.additionalProperties ?? false;
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const place = `${at}/${name}`;
    const own = documented[name];
    if (own !== undefined) return differences(document, own, member, place);
    if (others === false) return [`${place} is not documented`];
    return others === true ? [] : differences(document, others, member, place);
  });
  return [...missing, ...wrong];
}
