/** What is not possible now, in a sentence for the person who asked. */
export class ExportRefused extends Error {
  override name = 'ExportRefused'
}
