/** Both connectors and the decisions about accounts share people and marts, so one publish runs at a time; any number will do. */
export const PUBLISH_LOCK = 730_002
