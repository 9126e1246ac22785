import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DMMF } from '@prisma/generator-helper'
import { tablesFrom } from './tables'

type Field = Partial<DMMF.Field> & { name: string }

function model(documentation: string, fields: readonly Field[], schema = 'datacamp'): DMMF.Model {
  const complete = fields.map((field) => ({ type: 'BigInt', kind: 'scalar', documentation: 'A number.', ...field }))
  return {
    name: 'Thing',
    dbName: 'thing',
    schema,
    documentation,
    primaryKey: null,
    fields: complete,
  } as unknown as DMMF.Model
}

const id: Field = { name: 'thing_id', isId: true }

const refused: readonly [string, DMMF.Model, RegExp][] = [
  ['a model without a description', model('@key thing_id', [id]), /Thing has no description/],
  [
    'a description of tags only',
    model('Things.\n@key thing_id', [{ ...id, documentation: '@pii' }]),
    /Thing\.thing_id has no desc/,
  ],
  ['a field’s tag on a model', model('Things.\n@pii', [id]), /Thing has the unknown tag @pii/],
  ['a model’s tag on a field', model('Things.', [{ ...id, documentation: 'A.\n@cursor x' }]), /unknown tag @cursor/],
  ['a tag named like a method of objects', model('Things.\n@constructor', [id]), /unknown tag @constructor/],
  ['a tag without its value', model('Things.\n@key thing_id\n@alias', [id]), /Thing: @alias takes one value/],
  [
    'a key that the database does not enforce',
    model('Things.\n@key other', [id]),
    /@key names other, but its @id is thing_id/,
  ],
  ['a multiset without a row number', model('Things.', [id]), /@key names nothing, but its @id is thing_id/],
  ['a multiset without a row hash', model('Things.', [{ name: 'row_id', isId: true }]), /no row_hash/],
  [
    'a cursor that is no column',
    model('Things.\n@key thing_id\n@cursor changed', [id]),
    /@cursor changed is none of its columns/,
  ],
  [
    'a reference to nowhere',
    model('Things.\n@key thing_id', [id, { name: 'a', documentation: 'A.\n@references other.id' }]),
    /thing\.a: @references other\.id is no column/,
  ],
  [
    'a type the catalogue cannot show',
    model('Things.\n@key thing_id', [id, { name: 'a', type: 'Json' }]),
    /Thing\.a is of type Json/,
  ],
  [
    'a time without a native type',
    model('Things.\n@key thing_id', [id, { name: 'a', type: 'DateTime' }]),
    /Thing\.a is a DateTime/,
  ],
]

for (const [what, wrong, message] of refused) {
  test(`the generator refuses ${what}`, () => assert.throws(() => tablesFrom([wrong]), message))
}

test('models of the app schema need no description and are no tables of the catalogue', () => {
  assert.deepEqual(tablesFrom([model('', [id], 'app')]), [])
})
