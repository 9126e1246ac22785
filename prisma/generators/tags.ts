/** Splits a model's or field's `///` comment into its description and its tags; the list of tags is closed. */

export interface Comment {
  readonly description: string
  readonly tags: readonly { readonly name: string; readonly values: readonly string[] }[]
}

interface Rule {
  readonly on: 'model' | 'field' | 'both'
  readonly values: 'none' | 'one' | 'many'
}

const RULES = {
  /** Columns that identify a row; a model without it loads as a multiset. */
  key: { on: 'model', values: 'many' },
  /** The column that moves forward with every change. */
  cursor: { on: 'model', values: 'one' },
  /** "<page>#<section>" of the vendor's documentation. */
  documented: { on: 'model', values: 'one' },
  /** Made by us where the source does not deliver it. */
  derived: { on: 'model', values: 'none' },
  /** Another name in a source; quoted where it holds a blank. */
  alias: { on: 'both', values: 'one' },
  /** May be absent from a delivery. */
  optional: { on: 'both', values: 'none' },
  /** "table.column" of the same schema. */
  references: { on: 'field', values: 'one' },
  deprecated: { on: 'field', values: 'none' },
  /** Says something about an identifiable person. */
  pii: { on: 'field', values: 'none' },
  /** Text that means a number or a time. */
  'numeric-text': { on: 'field', values: 'none' },
  /** Ours, not the source's: kept out of the catalogue, present in Kysely's types. */
  technical: { on: 'field', values: 'none' },
} as const satisfies Record<string, Rule>

export type Tag = keyof typeof RULES

export function parseComment(owner: string, on: 'model' | 'field', documentation: string | undefined): Comment {
  const lines = (documentation ?? '').split('\n').map((line) => line.trim())
  const description = lines.filter((line) => line !== '' && !line.startsWith('@')).join(' ')
  if (description === '') throw new Error(`${owner} has no description: add a /// line above it.`)

  const tags = lines.filter((line) => line.startsWith('@')).map((line) => parseTag(owner, on, line))
  return { description, tags }
}

export const has = (comment: Comment, tag: Tag) => comment.tags.some(({ name }) => name === tag)

/** Values of every occurrence of a tag, in order. */
export const valuesOf = (comment: Comment, tag: Tag) =>
  comment.tags.filter(({ name }) => name === tag).flatMap(({ values }) => values)

function parseTag(owner: string, on: 'model' | 'field', line: string) {
  const [head = '', ...values] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  )
  const name = head.slice(1)
  const rule: Rule | undefined = Object.hasOwn(RULES, name) ? RULES[name as Tag] : undefined
  const allowed = Object.entries<Rule>(RULES).filter(([, { on: place }]) => place === on || place === 'both')
  if (rule === undefined || (rule.on !== on && rule.on !== 'both')) {
    throw new Error(
      `${owner} has the unknown tag @${name}. A ${on} may have: ${allowed.map(([tag]) => `@${tag}`).join(', ')}.`,
    )
  }
  const expected = { none: values.length === 0, one: values.length === 1, many: values.length > 0 }
  if (!expected[rule.values])
    throw new Error(`${owner}: @${name} takes ${rule.values} value${rule.values === 'one' ? '' : 's'}.`)
  return { name, values }
}
