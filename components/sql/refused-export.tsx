import { Banner } from '@/components/ui/banner'

/** By the status of the refusal. */
const reasons: Readonly<Record<string, string>> = {
  '422': 'The database refuses the statement, or is too busy for it: run it to see what is wrong.',
  '429':
    'Two statements of yours are running, or you ran very many in a short time. Wait for one of them, then export again.',
}

/** Stands in the tab that was opened for the file. */
export function RefusedExport({ status }: { status: string }) {
  return (
    <Banner kind="negative" title="The file was not made.">
      {reasons[status] ?? 'Export it again in a minute.'} Your statement stands in the tab you came from: you can close
      this one.
    </Banner>
  )
}
