/** What the address of a table's page takes of pins, widths and facets: for whoever writes it and for whoever reads it. */
export const NARROWEST = 64
export const WIDEST = 800
export const MOST_PINS = 4
/** Counted at once. */
export const MOST_FACETS = 12

/** Stands where an empty list is meant, because forms and people leave empty what they do not mean. */
export const NONE = 'none'

/** Of facets: their panel is there, and every column in it is closed. */
export const COLLAPSED = 'collapsed'
