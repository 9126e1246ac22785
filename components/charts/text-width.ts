/** How wide words will be in the font of the charts, where nothing can be measured: on the server, and before the first drawing. */

const widths: readonly (readonly [RegExp, number])[] = [
  [/[iljI.,:;'|! \u202f\u00b7]/, 0.3],
  [/[ftr()[\]/-]/, 0.4],
  [/[mwMW%@]/, 0.9],
  [/[A-Z&]/, 0.7],
]
const usual = 0.6

export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += widths.find(([kind]) => kind.test(character))?.[1] ?? usual
  return width * size
}

export function widestText(texts: readonly string[], size: number): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, size)))
}

/** Shortened with an ellipsis to what fits. */
export function fitText(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > room) characters.pop()
  return `${characters.join('').trimEnd()}…`
}
