// Node 20's jest cannot require ES modules, so Nest's own (ESM) packages go through the same fast transform as ours.
const common = { swcrc: false, module: { type: 'commonjs' } };
const typescript = {
  ...common,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};
const javascript = { ...common, jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } } };
const esmPackages = [
  '@nestjs',
  'file-type',
  '@tokenizer',
  'token-types',
  'strtok3',
  'uint8array-extras',
  '@borewit',
  'keyv',
  '@keyv',
  'cacheable',
  '@cacheable',
  'cache-manager',
  'content-disposition',
  'cookie',
  'd3-[a-z-]+',
  'internmap',
];

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', javascript] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { '^@ecobe/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.ecobe/'],
  ...extra,
});

/** PostgreSQL, a Redis program and a fresh build for whoever runs these specs, by whatever command. */
const withStores = {
  globalSetup: '<rootDir>/test/support/stores.setup.mjs',
  globalTeardown: '<rootDir>/test/support/stores.teardown.mjs',
};

// small: pure, no store. medium: real PostgreSQL and Redis. e2e: HTTP against the running suite. chaos: minutes long, by a
// command of its own.
module.exports = {
  testSequencer: '<rootDir>/test/support/slow-first.sequencer.cjs',
  projects: [
    project('small', ['<rootDir>/{apps,libs,test}/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.mjs'], {
      testPathIgnorePatterns: ['/node_modules/', '\\.(medium|e2e|chaos)\\.spec\\.ts$'],
    }),
    project('medium', ['<rootDir>/{apps,libs}/**/*.medium.spec.ts'], withStores),
    project('e2e', ['<rootDir>/test/**/*.e2e.spec.ts'], withStores),
    project('chaos', ['<rootDir>/test/**/*.chaos.spec.ts'], withStores),
  ],
};
