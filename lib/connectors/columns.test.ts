import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchColumns } from './columns'
import { readHeader } from './csv/header'
import { column, table } from './testing/catalogue'
import { SourceError } from './types'

const dim = table(
  'datacamp',
  'course_dim',
  [
    column('course_id', { aliases: ['id'] }),
    column('title'),
    column('updated at', { aliases: ['last_updated'] }),
    column('id', { deprecated: true }),
  ],
  { key: ['course_id'] },
)
const progress = table('skilljar', 'sco', [column('certificate_id', { aliases: ['certficate_id'] })])

interface Case {
  readonly what: string
  readonly header: string
  readonly of?: typeof dim
  /** Mirror column, or extra one in brackets, by position in the file. */
  readonly fills?: Readonly<Record<string, number>>
  readonly warns?: RegExp
  readonly refused?: RegExp
}

const cases: readonly Case[] = [
  {
    what: 'as documented',
    header: 'course_id,title,updated at,id',
    fills: { course_id: 0, title: 1, 'updated at': 2, id: 3 },
  },
  {
    what: 'reordered',
    header: 'title,id,updated at,course_id',
    fills: { course_id: 3, title: 0, 'updated at': 2, id: 1 },
  },
  {
    what: 'with other case, blanks and quotes',
    header: '" Course_ID ",TITLE,Updated _at',
    fills: { course_id: 0, title: 1, 'updated at': 2 },
  },
  {
    what: 'with a byte order mark and CRLF',
    header: '\ufeffcourse_id,title,updated at\r',
    fills: { course_id: 0, title: 1, 'updated at': 2 },
  },
  {
    what: 'with the deprecated id alone',
    header: 'id,title,updated at',
    fills: { course_id: 0, title: 1, 'updated at': 2 },
  },
  {
    what: 'with an older name',
    header: 'course_id,title,last_updated',
    fills: { course_id: 0, title: 1, 'updated at': 2 },
  },
  { what: 'with a misspelt name', header: 'certficate_id', of: progress, fills: { certificate_id: 0 } },
  {
    what: 'with an extra column',
    header: 'course_id,Mood,title,updated at',
    fills: { course_id: 0, title: 2, 'updated at': 3, '[Mood]': 1 },
    warns: /does not know: Mood/,
  },
  {
    what: 'with a column without a name',
    header: 'course_id,title,updated at,',
    fills: { course_id: 0, title: 1, 'updated at': 2, '[column_4]': 3 },
    warns: /does not know: column_4/,
  },
  {
    what: 'with the stamp of the export',
    header: '__view_generated_at,course_id,title,updated at',
    fills: { course_id: 1, title: 2, 'updated at': 3 },
  },
  {
    what: 'without an optional column',
    header: 'course_id,title',
    fills: { course_id: 0, title: 1 },
    warns: /no column updated at/,
  },
  {
    what: 'without its key',
    header: 'title,updated at',
    refused: /x\.csv has no column course_id.*It has: title, updated at/,
  },
  { what: 'with a name twice', header: 'course_id,title,title', refused: /two columns named "title"/ },
  {
    what: 'with a name twice but for case and blanks',
    header: 'course_id,Title ,title',
    refused: /two columns named "title"/,
  },
  { what: 'empty', header: '', refused: /is empty/ },
]

for (const { what, header, of = dim, fills, warns, refused } of cases) {
  test(`I-14: a header ${what} is ${refused ? 'refused by name' : 'matched by name'}`, () => {
    const match = () => matchColumns(of, readHeader(Buffer.from(header ? `${header}\n` : ''), 'x.csv'), 'x.csv')
    if (refused) {
      assert.throws(match, (error) => error instanceof SourceError && refused.test(error.message))
      return
    }
    const { columns, extra, positions, warnings } = match()
    const names = [...columns, ...extra.map((name) => `[${name}]`)]
    assert.deepEqual(Object.fromEntries(names.map((name, index) => [name, positions[index]])), fills)
    if (warns) assert.match(warnings.join(), warns)
    else assert.deepEqual(warnings, [])
  })
}
