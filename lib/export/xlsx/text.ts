/** Text inside a workbook's XML. */

/** Of one cell, in UTF-16 units. */
const LONGEST = 32_767
const ENDING = ' … [cut: a cell of a workbook holds 32,767 characters]'

const SPECIAL = /[&<>"\p{Cc}\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu

const words: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML cannot hold is written by its number, as _x0001_; text that looks like such a number has its underscore so. */
export function xmlText(text: string): string {
  return text.replace(SPECIAL, (character) => words[character] ?? byNumber(character))
}

/** XML holds tab and line feed, and the controls from 127 on. */
function byNumber(character: string): string {
  if (/[\t\n\u007f-\u009f]/.test(character)) return character
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

/** Null: it fits. */
export function cutText(text: string): string | null {
  if (text.length <= LONGEST) return null
  const kept = text.slice(0, LONGEST - ENDING.length)
  // Never half of a character.
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}${ENDING}`
}
