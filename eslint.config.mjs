import tseslint from 'typescript-eslint';

// Time and surroundings reach the pure libs as values, so that every result can be replayed.
const noSurroundings = [
  'error',
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take the instant as a value or a Clock.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the instant as a value or a Clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take the randomness as a value.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings come from libs/platform.',
  },
];
const noEnvironment = [
  'error',
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings come from libs/platform.',
  },
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
  { files: ['apps/**/*.ts', 'libs/**/*.ts'], rules: { 'no-restricted-syntax': noEnvironment } },
  { files: ['libs/{platform,embedded}/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['libs/{carbon,energy,forecast,placement,ledger}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': noSurroundings },
  },
  {
    files: ['apps/cli/**/*.ts', 'apps/suite/**/*.ts', 'bench/**/*.ts', 'libs/embedded/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off' },
  },
);
