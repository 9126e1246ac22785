import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { findTable } from '@/lib/catalogue/catalogue'
import { tableNames } from './datacamp/files'
import { headerOf, readDelivered } from './datacamp/read-delivery'
import { writeTrapFolder } from './traps'

const folder = mkdtempSync(path.join(tmpdir(), 'demo-traps-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('The trap delivery has every table with every column', async () => {
  await writeTrapFolder(folder)
  for (const table of tableNames) {
    assert.equal(
      headerOf(folder, table),
      findTable(`datacamp.${table}`)
        ?.columns.map(({ name }) => name)
        .join(','),
    )
  }
})

test('The trap delivery has the traps that metrics must not fall into', async () => {
  await writeTrapFolder(folder)
  const read = (table: string) => readDelivered(folder, table)
  const facts = read('course_fact')
  const deleted = facts.filter((row) => row['course_id'] === '-1').map((row) => JSON.stringify(row))
  assert.equal(deleted.length, 2)
  assert.equal(new Set(deleted).size, 1, 'the two -1 rows are equal in every column')
  const known = new Set(read('course_dim').map((row) => row['course_id']))
  assert.deepEqual(
    facts.filter((row) => !known.has(row['course_id'])).map((row) => row['course_id']),
    ['123'],
  )
  assert.equal(
    facts.filter((row) => row['completed_at'] !== '' && (row['completed_at'] ?? '') < (row['started_at'] ?? '')).length,
    1,
  )
  const members = read('user_team_bridge')
  assert.equal(members.filter((row) => row['user_id'] === '1' && row['team_id'] === '10').length, 2, 'a return')
  assert.ok(
    members.some((row) => row['joined_team_date'] === ''),
    'an unknown date',
  )
  assert.ok(!members.some((row) => row['user_id'] === '3'), 'a person without a team')
})
