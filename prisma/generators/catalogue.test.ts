import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '../..')

const GOOD = `
/// Courses.
/// @key course_id
/// @alias learning_course_dim
model DatacampCourseDim {
  /// Number of the course.
  /// @alias id
  course_id BigInt @id
  /// When it was made (UTC).
  made_at DateTime? @db.Timestamp(6)
  /// Hours.
  hours Decimal? @db.Decimal
  /// The lesson before.
  /// @alias "previous _course"
  /// @references course_dim.course_id
  previous_course BigInt?
  /// Ours.
  /// @technical
  extra Json?

  @@map("course_dim")
  @@schema("datacamp")
}`

/** Runs the real `prisma generate` on a schema of one model. */
async function generate(model: string) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'catalogue-'))
  const schema = path.join(folder, 'schema.prisma')
  await writeFile(
    schema,
    `generator catalogue {
  provider = "node_modules/.bin/tsx prisma/generators/catalogue.ts"
  output   = "./out"
}
datasource db {
  provider = "postgresql"
  schemas  = ["app", "datacamp", "skilljar", "mart"]
}
${model}`,
  )
  try {
    await promisify(execFile)(
      'env',
      ['PRISMA_SCHEMA_ENGINE_BINARY=/bin/true', 'node_modules/.bin/prisma', 'generate', '--schema', schema],
      { cwd: root },
    )
    const read = (file: string) => readFile(path.join(folder, 'out', file), 'utf8')
    return { tables: await read('tables.ts'), database: await read('database.ts') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a described model becomes a table of the catalogue and a type for Kysely', async () => {
  const { tables, database } = await generate(GOOD)
  const [table] = JSON.parse(tables.slice(tables.indexOf('= [') + 2))
  assert.deepEqual(
    table.columns.map(({ name, kind }: { name: string; kind: string }) => `${name} ${kind}`),
    ['course_id bigint', 'made_at timestamp', 'hours numeric', 'previous_course bigint'],
  )
  assert.deepEqual(table.columns[3].aliases, ['previous _course'])
  assert.deepEqual([table.key, table.aliases, table.cursor], [['course_id'], ['learning_course_dim'], null])
  assert.match(
    database,
    /'datacamp\.course_dim': \{\n    course_id: number\n    made_at: string \| null\n    hours: string \| null/,
  )
  assert.match(database, /extra: unknown\n/)
})

test('generating fails with the name of the field that has no description', async () => {
  await assert.rejects(generate(GOOD.replace('  /// Hours.\n', '')), /DatacampCourseDim\.hours has no description/)
})

test('generating fails with the name of the model whose tag is unknown, and lists the known ones', async () => {
  const wrong = GOOD.replace('@alias learning_course_dim', '@allias learning_course_dim')
  await assert.rejects(generate(wrong), /DatacampCourseDim has the unknown tag @allias.*@alias/s)
})
