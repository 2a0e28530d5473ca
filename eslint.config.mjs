import tseslint from 'typescript-eslint';

const restricted = (selector, message) => ({ selector, message });

const SETTINGS_ONLY = 'Settings come from libs/platform.';
const noEnvironment = [
  restricted("MemberExpression[object.name='process'][property.name='env']", SETTINGS_ONLY),
  restricted("MemberExpression[object.name='process'][property.value='env']", SETTINGS_ONLY),
  restricted("VariableDeclarator[init.name='process'] > ObjectPattern", SETTINGS_ONLY),
  restricted('ImportDeclaration[source.value=/^(node:)?process$/]', SETTINGS_ONLY),
];

const INSTANTS = 'Take the instant as a value or a Clock.';
// Time, randomness and surroundings reach the pure libs as values, so that every result can be replayed.
const noSurroundings = [
  restricted("MemberExpression[property.name='now'][object.name=/^(Date|performance)$/]", INSTANTS),
  restricted("MemberExpression[object.property.name='Date'][property.name='now']", INSTANTS),
  restricted("VariableDeclarator[init.name='Date'] > ObjectPattern", INSTANTS),
  restricted("NewExpression[callee.name='Date'][arguments.length=0]", INSTANTS),
  restricted("CallExpression[callee.name='Date']", INSTANTS),
  restricted(
    "MemberExpression[object.name='Math'][property.name='random']",
    'Take the randomness as a value.',
  ),
];

// Amounts of credits, emissions, energy and money are bigint; their names end in the unit that they are whole numbers of.
const AMOUNT = '/^(grams|micrograms|microwatthours|cents)$|(Grams|Micrograms|Cents|[a-z](G|Ug|Uwh))$/';
// What stands on the wire is a double already.
const TOLD = '/(CO2|Usd)$|^(total|net|surplus|confirmed|previous)(Emissions|Offset)$/';
const FLOATS = 'Binary floats never touch an amount: reckon with bigint, and turn to numbers by libs/ledger.';
const RECKONED = '/^([-+*\\/%]|\\*\\*|[<>]=?)$/';
const noFloatAmounts = [
  restricted(
    `CallExpression[callee.name=/^(Number|parseInt|parseFloat)$/] Identifier[name=${AMOUNT}]`,
    FLOATS,
  ),
  restricted(`CallExpression[callee.object.name=/^(Math|Number)$/] Identifier[name=${AMOUNT}]`, FLOATS),
  restricted(`Identifier[name=${AMOUNT}] > TSTypeAnnotation TSNumberKeyword`, FLOATS),
  restricted(`:matches(TSPropertySignature, PropertyDefinition)[key.name=${AMOUNT}] TSNumberKeyword`, FLOATS),
  restricted(`BinaryExpression[operator=${RECKONED}] > Identifier[name=${TOLD}]`, FLOATS),
  restricted(`BinaryExpression[operator=${RECKONED}] > MemberExpression[property.name=${TOLD}]`, FLOATS),
];
// Where JSON numbers become amounts, and amounts JSON numbers; a mean is no amount.
const TO_NUMBERS = ['libs/ledger/src/{json-number,units,shares}.ts'];
const SPECS = ['**/*.spec.ts', '**/*.fixture.ts'];
const SURROUNDINGS = [
  'process',
  'fetch',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'globalThis',
];
const PROVIDERS = [
  { name: 'fetch', message: 'Only ingestion asks others over HTTP, through its provider client.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'dist.*/', 'node_modules/', 'coverage/', '.ecobe/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...noEnvironment],
      'no-restricted-globals': ['error', ...PROVIDERS],
    },
  },
  { files: ['libs/{platform,embedded}/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['libs/{carbon,energy,forecast,placement,ledger}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...noEnvironment, ...noSurroundings],
      'no-restricted-globals': ['error', ...SURROUNDINGS],
    },
  },
  {
    files: ['libs/ledger/**/*.ts'],
    ignores: [...TO_NUMBERS, ...SPECS],
    rules: { 'no-restricted-syntax': ['error', ...noEnvironment, ...noSurroundings, ...noFloatAmounts] },
  },
  {
    files: ['apps/credits/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', ...noEnvironment, ...noFloatAmounts] },
  },
  {
    files: ['apps/cli/**/*.ts', 'apps/suite/**/*.ts', 'bench/**/*.ts', 'libs/embedded/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off', 'no-restricted-globals': 'off' },
  },
);
