import { Banner } from '@/components/ui/banner'

export function InvalidExport() {
  return (
    <Banner kind="negative" title="These rows cannot be exported in the background">
      The address that led here names no table, report or list. Use the menu beside “Export CSV”.
    </Banner>
  )
}
