/** Which boxes of a diagram have all the words in their name, other names or keys; the nearest names first. */
import type { Box } from '@/lib/dictionary/diagram'

export function foundBoxes(boxes: readonly Box[], text: string): readonly Box[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const has = (said: string) => words.every((word) => said.includes(word))
  const distance = ({ name, rows, aliases }: Box) => {
    if (name === words.join('_')) return 0
    if (has(name)) return name.startsWith(words[0] ?? '') ? 1 : 2
    return has([name, ...rows.map((row) => row.name), ...aliases].join(' ').toLowerCase()) ? 3 : 4
  }
  return boxes
    .map((box) => ({ box, far: distance(box) }))
    .filter(({ far }) => far < 4)
    .sort((one, other) => one.far - other.far)
    .map(({ box }) => box)
}
