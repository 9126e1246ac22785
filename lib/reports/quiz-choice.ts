/** In which order the questions of a quiz stand, and of which one the answers are shown; both are in the address. */
import { InvalidFilter } from '@/lib/filters/invalid-filter'
import { readOne } from '@/lib/filters/url'

export const itemsParam = 'items'
export const questionParam = 'question'

/** The first is the usual one. */
export const itemOrders = ['flagged', 'hardest', 'quiz'] as const
export type ItemOrder = (typeof itemOrders)[number]

export function readItemOrder(search: URLSearchParams): ItemOrder {
  const text = readOne(search, itemsParam) ?? itemOrders[0]
  const found = itemOrders.find((value) => value === text)
  if (found !== undefined) return found
  throw new InvalidFilter(itemsParam, `${itemsParam}: "${text}" is not known. Use one of: ${itemOrders.join(', ')}.`)
}

/** Null: the one that wants a look most. */
export const readQuestionChoice = (search: URLSearchParams): string | null => readOne(search, questionParam)
