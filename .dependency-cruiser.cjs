/**
 * The layer rule. The comments are what a developer sees when the check fails.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const tests = '(\\.test\\.tsx?$|^tests/|^scripts/)';

module.exports = {
  forbidden: [
    {
      name: 'shared-imports-nothing',
      comment: 'shared/ is known to desk and hub alike, so it may import neither of them, nor Node.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { path: '^(server|renderer|electron|tests)/' },
    },
    {
      name: 'shared-has-no-node',
      comment: 'shared/ runs in the browser too: take clock, ids and randomness as arguments instead.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-imports-shared-only',
      comment: 'The desk speaks to the hub over /v2 and to Electron over shared/ipc.ts, never by import.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: '^(server|electron|tests)/' },
    },
    {
      name: 'server-imports-shared-only',
      comment: 'The hub runs without a desk and without Electron.',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^(renderer|electron|tests)/' },
    },
    {
      name: 'electron-imports-shared-and-the-hub-entry',
      comment:
        'electron/ stays thin: shared/, the entry point of the hub, and what both sides of joining one work out; nothing deeper.',
      severity: 'error',
      from: { path: '^electron/', pathNot: tests },
      to: { path: '^(renderer|tests|server/(?!(main|joining)\\.ts$))' },
    },
    {
      name: 'only-the-store-knows-sql',
      comment: 'SQL lives behind server/store, so that another database is one folder.',
      severity: 'error',
      from: { path: '^(server|electron)/', pathNot: `(^server/store/|${tests})` },
      to: { path: 'node_modules/(better-sqlite3|kysely)' },
    },
    {
      name: 'only-renderer-data-knows-rxdb',
      comment: 'Screens use the hooks of renderer/data; RxDB is an implementation detail of that folder.',
      severity: 'error',
      from: { path: '^(renderer|shared)/', pathNot: `(^renderer/data/|${tests})` },
      to: { path: 'node_modules/(rxdb|rxjs|dexie)' },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that leads nowhere is one that no other rule can judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circles',
      comment: 'A circle means two files are one thought, or one thought is in the wrong file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
