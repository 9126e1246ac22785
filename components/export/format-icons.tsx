import { FileJson, FileSpreadsheet, FileText, Table } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FormatId } from '@/lib/format/file-format'

export const formatIcons: Readonly<Record<FormatId, ReactNode>> = {
  csv: <FileText aria-hidden />,
  csv_excel: <FileText aria-hidden />,
  xlsx: <FileSpreadsheet aria-hidden />,
  jsonl: <FileJson aria-hidden />,
  parquet: <Table aria-hidden />,
}
