/** A drawn chart as the picture that mail programs show: twice its size, for sharp screens. */
import path from 'node:path'
import { renderAsync } from '@resvg/resvg-js'

// Commands run at the root of the repository or of the built image.
const FONT = path.resolve('public', 'fonts', 'inter-latin.ttf')

export async function png(svg: string, width: number): Promise<Buffer> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width * 2 },
    font: { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Inter' },
  })
  return image.asPng()
}
