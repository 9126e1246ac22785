/** Search over everything that can be asked, for people who know a word and not the name. */
import type { Description } from './describe'

/** Every word must stand somewhere in a description; whole ids and labels come first. */
export function searchDescriptions(all: readonly Description[], text: string): Description[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...all]
  const nearness = ({ id, label }: Description) =>
    words.every((word) => `${id} ${label}`.toLowerCase().includes(word)) ? 0 : 1
  return all
    .filter((one) => {
      const { id, label, description, formula, readFrom, leftOut = [] } = one
      const said = [id, label, description, formula, ...readFrom, ...leftOut].join(' ').toLowerCase()
      return words.every((word) => said.includes(word))
    })
    .sort((one, other) => nearness(one) - nearness(other))
}
