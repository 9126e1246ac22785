/**
 * How a typed text meets a name, said once for PostgreSQL and once for lists in memory: case and the accents of Latin
 * letters do not count, every word must stand somewhere, and the nearer to the beginning, the better.
 */
import { InvalidFilter } from '@/lib/filters/invalid-filter'

const LONGEST = 100
const MOST_WORDS = 8

/** Letters that Unicode does not take apart. */
const alike: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŧ: 't' }

function plain(letter: string): string {
  const [base = letter] = letter.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return alike[base] ?? base
}

/** "e" stands for é, è, ê … too: of the letters up to ž, those that look like it. */
const variants = new Map<string, string>()
for (let code = 0xdf; code <= 0x17e; code++) {
  const letter = String.fromCharCode(code)
  const base = plain(letter)
  if (/^[a-z]$/.test(base) && letter === letter.toLowerCase()) variants.set(base, (variants.get(base) ?? '') + letter)
}

/** Empty: nothing is searched for. */
export function parseSearch(text: string | null): readonly string[] {
  // What was copied out of a sheet has tabs between its words.
  const typed = (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ')
  if (typed.length > LONGEST) throw new InvalidFilter('q', `q takes at most ${LONGEST} characters.`)
  if (/\p{Cc}/u.test(typed) || !typed.isWellFormed()) throw new InvalidFilter('q', 'q holds what is no character.')
  const words = typed.split(' ').filter(Boolean)
  if (words.length > MOST_WORDS) throw new InvalidFilter('q', `q takes at most ${MOST_WORDS} words.`)
  return words
}

/** Trigram indexes know nothing shorter. */
export function isShort(words: readonly string[]): boolean {
  return words.every((word) => word.length < 3)
}

export interface Patterns {
  /** Each must be met. */
  readonly words: readonly string[]
  /** The whole text at the beginning, and at the beginning of a word. */
  readonly atStart: string
  readonly atWord: string
}

/**
 * Regular expressions of PostgreSQL, for parameters; every sign of them that was typed means itself. With all accents no
 * index serves them: `typed` takes letters as they are.
 */
export function patternsOf(words: readonly string[], letters: 'any accent' | 'typed' = 'any accent'): Patterns {
  const written = letters === 'typed' ? typedLetter : letterPattern
  const each = words.map((word) => [...word].map(written).join(''))
  const whole = each.join('\\s+')
  return {
    // One or two letters stand everywhere: they are looked for where words begin.
    words: isShort(words) ? each.map((word) => `(^|\\W)${word}`) : each,
    atStart: `^${whole}`,
    atWord: `(^|\\W)${whole}`,
  }
}

function letterPattern(letter: string): string {
  const base = plain(letter)
  const others = variants.get(base)
  return others === undefined ? typedLetter(letter) : `[${base}${others}]`
}

function typedLetter(letter: string): string {
  return /[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`
}

/** 0: the name begins with the text; 1: a word of it does; 2: it holds all words; null: it does not. */
export function rankIn(names: readonly string[], words: readonly string[]): number | null {
  const typed = words.map(folded)
  const said = names.map(folded)
  const holds = (word: string) => said.some((name) => (isShort(words) ? beginsWord(name, word) : name.includes(word)))
  if (!typed.every(holds)) return null
  const whole = typed.join(' ')
  if (said[0]?.startsWith(whole)) return 0
  return said.some((name) => beginsWord(name, whole)) ? 1 : 2
}

function beginsWord(name: string, text: string): boolean {
  for (let at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}_]/u.test(name[at - 1] ?? '')) return true
  }
  return false
}

function folded(text: string): string {
  return [...text].map(plain).join('').replace(/\s+/g, ' ')
}
