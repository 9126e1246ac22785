/**
 * A statement cut into the words of PostgreSQL's own lexer (src/backend/parser/scan.l, standard strings). It decides nothing
 * about rights: it finds names that the page does not offer, and where a statement ends.
 */

export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'parameter' | 'end' | 'sign'
  /** A name as PostgreSQL understands it; everything else as written. */
  readonly value: string
  /** In characters from the start of the statement. */
  readonly start: number
  readonly end: number
}

/** Something that has no end, or that the page does not read. */
export class Unreadable extends Error {
  override name = 'Unreadable'

  constructor(
    message: string,
    readonly start: number,
  ) {
    super(message)
  }
}

interface Rule {
  readonly pattern: RegExp
  readonly kind: Token['kind'] | 'space' | 'unended'
  readonly value?: (text: string) => string
  readonly problem?: string
}

/** What is no ASCII is a letter to PostgreSQL, also a blank of another script. */
const NAME = '[A-Za-z_\\u0080-\\uffff]'

/** In this order: the first that fits at a place holds. All are sticky, so that none looks further than its place. */
const rules: readonly Rule[] = [
  { pattern: /[ \t\n\r\f\v]+|--[^\n\r]*/y, kind: 'space' },
  {
    pattern: /U&["']/iy,
    kind: 'unended',
    problem: 'Names and texts with U& escapes are not read here. Write the characters themselves.',
  },
  { pattern: /E'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/iy, kind: 'text' },
  { pattern: /E'/iy, kind: 'unended', problem: 'This text has no end. Close it with a quote.' },
  { pattern: /[BXN]?'[^']*(?:''[^']*)*'/iy, kind: 'text' },
  { pattern: /[BXN]?'/iy, kind: 'unended', problem: 'This text has no end. Close it with a quote.' },
  {
    pattern: /"(?:[^"]|"")[^"]*(?:""[^"]*)*"/y,
    kind: 'name',
    value: (text) => text.slice(1, -1).replaceAll('""', '"'),
  },
  { pattern: /"/y, kind: 'unended', problem: 'This name has no end. Close it with a double quote.' },
  { pattern: new RegExp(`\\$((?:${NAME}(?:${NAME}|\\d)*)?)\\$[\\s\\S]*?\\$\\1\\$`, 'y'), kind: 'text' },
  {
    pattern: new RegExp(`\\$(?:${NAME}(?:${NAME}|\\d)*)?\\$`, 'y'),
    kind: 'unended',
    problem: 'This text has no end. Close it with the same dollar quote.',
  },
  { pattern: /\$\d+/y, kind: 'parameter' },
  { pattern: /(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?/iy, kind: 'number' },
  { pattern: new RegExp(`${NAME}(?:${NAME}|[\\d$])*`, 'y'), kind: 'name', value: folded },
  { pattern: /;/y, kind: 'end' },
  { pattern: /[\s\S]/y, kind: 'sign' },
]

export function tokensOf(statement: string): readonly Token[] {
  const tokens: Token[] = []
  for (let start = 0; start < statement.length;) {
    const afterComment = statement.startsWith('/*', start) ? endOfComment(statement, start) : null
    if (afterComment !== null) {
      start = afterComment
      continue
    }
    const { rule, text } = ruleAt(statement, start)
    if (rule.kind === 'unended') throw new Unreadable(rule.problem ?? 'This has no end.', start)
    const end = start + text.length
    const before = tokens.at(-1)
    // PostgreSQL would read on by the rules of the first one.
    if (rule.kind === 'text' && text.startsWith("'") && before?.kind === 'text' && /^e/i.test(before.value))
      throw new Unreadable('A text with escapes is not continued by another one here. Join them with ||.', start)
    if (rule.kind !== 'space') tokens.push({ kind: rule.kind, value: rule.value?.(text) ?? text, start, end })
    start = end
  }
  return tokens
}

function ruleAt(statement: string, start: number): { rule: Rule; text: string } {
  for (const rule of rules) {
    rule.pattern.lastIndex = start
    const [text] = rule.pattern.exec(statement) ?? []
    if (text !== undefined) return { rule, text }
  }
  throw new Unreadable('This character cannot be read.', start)
}

/** Comments nest. */
function endOfComment(statement: string, start: number): number {
  const edges = /\/\*|\*\//g
  edges.lastIndex = start
  let depth = 0
  for (let edge = edges.exec(statement); edge; edge = edges.exec(statement)) {
    depth += edge[0] === '/*' ? 1 : -1
    if (depth === 0) return edges.lastIndex
  }
  throw new Unreadable('This comment has no end. Close it with */.', start)
}

/** PostgreSQL folds the letters of ASCII alone where the encoding has characters of several bytes, as UTF-8 does. */
function folded(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
