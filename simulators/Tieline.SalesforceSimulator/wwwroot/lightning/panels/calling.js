// Click-to-dial: phone fields hand a number to the softphone, wherever it is docked. Kept apart so that pages need not know the utility bar.

let dialer = null;

/** Called once by the utility bar when it has a softphone that can take numbers. */
export function provideDialer(dial) {
  dialer = dial;
}

export const canDial = () => dialer !== null;

/** @param {{number: string, recordId?: string, objectApiName?: string, name?: string}} known */
export function clickToDial(known) {
  dialer?.(known);
}
