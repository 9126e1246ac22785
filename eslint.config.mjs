import next from 'eslint-config-next/core-web-vitals'
import tseslint from 'typescript-eslint'

const unsafeSql = ['raw', 'lit'].map((property) => ({
  object: 'sql',
  property,
  message: 'Values are parameters, identifiers go through sql.ref, sql.id or sql.table.',
}))
const environment = {
  object: 'process',
  property: 'env',
  message: 'lib/env.ts is the only reader of process.env.',
}

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      '.skillscope*/**',
      'generated/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  ...next,
  ...tseslint.configs.strict,
  {
    rules: {
      'no-restricted-properties': [
        'error',
        environment,
        ...unsafeSql,
        ...['$queryRawUnsafe', '$executeRawUnsafe'].map((property) => ({
          property,
          message: 'Use the tagged template, so that values are parameters.',
        })),
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Indexed access is checked by the compiler; an assertion says what the code around it knows.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // "A number or nothing" is what a command answers.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: ['test', 'suite', 'describe', 'it'] },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // The command line speaks to a terminal.
    files: ['bin/**', 'lib/ops/**', 'bench/**', 'prisma/generators/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['lib/env.ts', 'bin/**', '**/*.config.*'],
    rules: { 'no-restricted-properties': ['error', ...unsafeSql] },
  },
  {
    // The one text that is sent as it was written: a statement of the page for SQL, after lib/sql/run.ts proved it one query that reads.
    files: ['lib/sql/whole.ts'],
    rules: { 'no-restricted-properties': ['error', environment] },
  },
  {
    // Nothing from outside comes in here.
    files: ['**/*.test.ts', 'lib/testing/**', 'bench/**', 'e2e/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // There is no React here, so a method named "use" is no hook.
    files: ['lib/**/*.ts', 'bench/**', 'e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // Past some casts of a query builder the row type is unknown to TypeScript.
    files: ['lib/metrics/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
)
