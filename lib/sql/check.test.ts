import assert from 'node:assert/strict'
import test from 'node:test'
import { checkedStatement, LONGEST_STATEMENT, SqlProblem } from './check'
import { tokensOf } from './tokens'

const values = (statement: string) => tokensOf(statement).map(({ value }) => value)

function problemOf(statement: string): SqlProblem {
  try {
    checkedStatement(statement)
  } catch (error) {
    if (error instanceof SqlProblem) return error
    throw error
  }
  throw new Error(`Passed: ${statement}`)
}

test('a statement is cut into words as PostgreSQL cuts it', () => {
  assert.deepEqual(values('SELECT "A""b", x$1 /* a /* b */ c */ FROM t--end'), [
    'select',
    'A"b',
    ',',
    'x$1',
    'from',
    't',
  ])
  assert.deepEqual(values("'it''s' e'a\\'b' $$x;y$$ $q$ $$ $q$ 1.5e-3 b'01'"), [
    "'it''s'",
    "e'a\\'b'",
    '$$x;y$$',
    '$q$ $$ $q$',
    '1.5e-3',
    "b'01'",
  ])
  // A blank of another script is a letter to PostgreSQL, and a dollar sign continues a name.
  assert.deepEqual(values('a\u00a0$$ b'), ['a\u00a0$$', 'b'])
})

test('queries of all shapes pass, and lose only what follows their end', () => {
  for (const statement of [
    'select 1',
    'SELECT 1',
    '(select 1) union all (select 2)',
    'with a as (select 1) select * from a',
    'values (1), (2)',
    'table datacamp.course_dim',
    '-- first a comment\nselect 1',
    "select 'pg_sleep(1); drop table x'",
    'select $$ pg_sleep(1); $$',
    'select pg_typeof(1)',
    'select a.b, "a b" from "x.y" a where c = -1 and d ~ \'^\\d+$\'',
    'select 1 as set_configured',
    'select min(n) as lo, max(n) as hi, 1 as lo_bound from t',
  ])
    assert.equal(checkedStatement(statement), statement)
  assert.equal(checkedStatement('select 1 ; ;; -- done\n'), 'select 1')
  assert.equal(checkedStatement('select 1 -- done'), 'select 1')
})

test('a refusal names the place', () => {
  const at = (statement: string) => problemOf(statement).position
  assert.equal(at('  delete from x'), 2)
  assert.equal(at('select 1; select 2'), 10)
  assert.equal(at('select 1, pg_sleep(9)'), 10)
  assert.equal(at("select 'a"), 7)
  assert.equal(at('select "a'), 7)
  assert.equal(at('select $x$ a'), 7)
  assert.equal(at('select /* a'), 7)
  assert.equal(at('select $1'), 7)
  assert.equal(at('select \0'), 7)
})

test('nothing, a plan and what is too long are told apart', () => {
  assert.match(problemOf('').message, /no statement yet/)
  assert.match(problemOf(' ; -- only a comment').message, /no statement yet/)
  assert.match(problemOf('explain select 1').hint ?? '', /press Explain/)
  assert.match(problemOf(`select '${'x'.repeat(LONGEST_STATEMENT)}'`).message, /longer than 100,000/)
})

test('queries within one another are bounded, because the server plans hundreds of them without ever looking up', () => {
  const nested = (depth: number) => `${'select * from ('.repeat(depth)}select 1${') as t'.repeat(depth)}`
  assert.equal(checkedStatement(nested(99)), nested(99))
  assert.match(problemOf(nested(100)).message, /at most 100 queries/)
})

test('long texts are read in one go', () => {
  const long = `select '${"it''s ".repeat(15_000)}'`
  assert.equal(checkedStatement(long), long)
  const nested = `select ${'('.repeat(40_000)}1${')'.repeat(40_000)}`
  assert.equal(checkedStatement(nested), nested)
})
