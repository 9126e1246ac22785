/** What DataCamp does not tell; said wherever hours and active people stand. */
export const notObserved = 'DataCamp has no rows for days on which a person was outside the group, and no mobile time.'
