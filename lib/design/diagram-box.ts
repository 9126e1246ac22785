/** The measures of a table's box in an entity diagram: the server gives it its size by these, the browser draws by them. */
export const boxShape = { head: 32, row: 18, foot: 8, side: 12 } as const
