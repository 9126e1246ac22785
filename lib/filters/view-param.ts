/** The parameter that says in which view a page was opened; "none": in its own default, whatever view the reader prefers. */
export const viewParam = 'view'
export const ownDefault = 'none'
