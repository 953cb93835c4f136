/** Why whole families of the chain's settings are not modelled. */
export const oneSubnet = 'the laboratory runs one subnet, and the scenario says what it mints';
export const stakesRest = 'stake is not bought, moved or delegated during a run';
export const callsAreFree = 'this call is not made during a run';
export const entryIsOpen = 'the scenario says who wants to come in';
export const legacy = 'the chain stores it and its code reads it no more';
