import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tables } from '@/generated/catalogue/tables'
import { findTable, qualifiedName } from '@/lib/catalogue/catalogue'
import { relationsFrom, relationsTo } from './relations'

const from = (name: string) =>
  relationsFrom(findTable(name)!).map(({ column, to, key }) => `${column.name} > ${qualifiedName(to)}.${key.name}`)

test('every reference of the catalogue is a relation, and of the sources nothing else is', () => {
  for (const table of tables.filter(({ schema }) => schema !== 'mart')) {
    const said = table.columns.flatMap(({ name, references }) =>
      references === null ? [] : [`${name} > ${table.schema}.${references}`],
    )
    assert.deepEqual(from(qualifiedName(table)), said)
  }
})

test('a mart names people, teams and sets by what its columns say of themselves', () => {
  assert.deepEqual(from('mart.person_team'), [
    'person_id > mart.person.person_id',
    'team_id > datacamp.team_dim.team_id',
  ])
  assert.deepEqual(from('mart.identity'), [
    'source_id > datacamp.user_dim.user_id',
    'source_id > skilljar.student.student_id',
    'person_id > mart.person.person_id',
  ])
  assert.deepEqual(from('mart.org_day'), [])
})

test('a table knows the columns that name its rows', () => {
  const named = relationsTo(findTable('skilljar.tag')!).map(({ from: table }) => table.name)
  assert.deepEqual(named.toSorted(), ['published_course_tag', 'published_path_tags', 'vilt_session_tag'])
})
