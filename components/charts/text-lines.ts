import { textWidth } from './text-width'

/** Words in as many lines as they need. */
export function textLines(text: string, room: number, size: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || textWidth(longer, size) > room) return [...lines, word]
    return [...lines.slice(0, -1), longer]
  }, [])
}
