import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileName, twinCsv } from './twin'

const columns = [
  { label: 'Team', numeric: false },
  { label: 'Hours', numeric: true },
]
const csvOf = (raw: string | number | null) => twinCsv({ columns, rows: [[{ text: '', raw }]] }).split('\r\n')[1]

test('the file of a chart has plain numbers, quoted text and CRLF', () => {
  const rows = [
    [
      { text: 'Sales, "EMEA"', raw: 'Sales, "EMEA"' },
      { text: '6,864.3', raw: 6864.26 },
    ],
  ]
  assert.equal(twinCsv({ columns, rows }), '\ufeffTeam,Hours\r\n"Sales, ""EMEA""",6864.26\r\n')
})

test('a team named like a formula stays text in a spreadsheet, a negative number stays a number', () => {
  assert.equal(csvOf('=HYPERLINK(1)'), "'=HYPERLINK(1)")
  assert.equal(csvOf(' \u200b@SUM(A1)'), "' \u200b@SUM(A1)")
  assert.equal(csvOf(-4), '-4')
  assert.equal(csvOf(null), '')
})

test('the file is named after the chart', () => {
  assert.equal(fileName('Learning hours by technology'), 'learning-hours-by-technology')
  assert.equal(fileName('学习'), 'chart')
})
