import { LinkChoice } from '@/components/ui/link-choice'

interface ModeChoiceProps {
  rowsHref: string
  groupsHref: string
  mode: 'rows' | 'groups'
}

/** The table's rows as they are, or put into groups. */
export function ModeChoice({ rowsHref, groupsHref, mode }: ModeChoiceProps) {
  return (
    <LinkChoice
      label="Show"
      choices={[
        { label: 'Rows', href: rowsHref, current: mode === 'rows' },
        { label: 'Groups', href: groupsHref, current: mode === 'groups' },
      ]}
    />
  )
}
