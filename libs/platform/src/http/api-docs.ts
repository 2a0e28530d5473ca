import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { productVersion } from '../boot/product-version';
import { PROBLEM_SCHEMA, problemResponses } from './problem.schema';

const DESCRIPTION = [
  'Where and when to run software so that it emits least.',
  'Units unless a field says otherwise: gCO2eq, kWh, gCO2eq/kWh, ms, USD. Times are ISO 8601 in UTC, windows half-open.',
  'Errors are RFC 9457 problems with a stable `code` and a pointer to each fault.',
].join('\n\n');

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Adds the problems that any operation can answer with, where it does not describe its own. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined) operation.responses = { ...problemResponses(), ...operation.responses };
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  return document;
}

/** Serves the documentation of all operations at `/docs` and `/docs-json`. */
export function documentApi(app: NestFastifyApplication): void {
  const config = new DocumentBuilder()
    .setTitle('ECOBE API')
    .setDescription(DESCRIPTION)
    .setVersion(productVersion())
    .addServer('/', 'The server that serves this page')
    .build();
  // Made at once, so that an operation that cannot be documented stops the start and not the reader.
  const document = withProblems(SwaggerModule.createDocument(app, config));
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
  });
}
