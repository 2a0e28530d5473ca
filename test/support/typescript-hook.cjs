// Lets a plain `node --require` run a fixture's TypeScript from source, so that specs can start real processes without a build.
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = path.resolve(__dirname, '../..');
const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformFileSync(filename, options).code, filename);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const lib = /^@ecobe\/([^/]+)$/.exec(request);
  const target = lib === null ? request : path.join(root, 'libs', lib[1], 'src/index.ts');
  return resolveFilename.call(this, target, ...rest);
};
