/** The formats that rows are taken away in. */

export const formats = {
  csv: {
    label: 'CSV',
    about: 'For programs and most spreadsheets',
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8',
  },
  csv_excel: {
    label: 'CSV for Excel',
    about: 'Starts with the mark by which Excel knows UTF-8',
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8',
  },
  xlsx: {
    label: 'Excel workbook',
    about: 'Numbers, dates and text as such',
    extension: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  jsonl: {
    label: 'JSON lines',
    about: 'One object a line',
    extension: 'jsonl',
    contentType: 'application/x-ndjson; charset=utf-8',
  },
  parquet: {
    label: 'Parquet',
    about: 'Typed columns, for data tools',
    extension: 'parquet',
    contentType: 'application/vnd.apache.parquet',
  },
} as const

export type FormatId = keyof typeof formats

export const formatIds = Object.keys(formats) as [FormatId, ...FormatId[]]

export function isFormat(text: string): text is FormatId {
  return Object.hasOwn(formats, text)
}
