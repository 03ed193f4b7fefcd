// What must outlive a reload of the panel (half-typed notes, the caret) travels in this frame's own history entry:
// unlike storage it is there for a third-party frame too, and unlike a cookie it goes nowhere.
let returned = history.state?.tieline ?? null;

/** True once, when this page was loaded by ourselves to get a new circuit. */
export function takeReturn() {
  const isReturn = returned !== null;
  history.replaceState(null, '');
  return isReturn;
}

/** What was typed for this call before the reload: {text, start, end, focused, saved}, or null. */
export function takeNotes(call) {
  const notes = returned?.notes?.[call] ?? null;
  if (notes) {
    delete returned.notes[call];
  }

  return notes;
}

export function leaveForReturn(notes) {
  history.replaceState({ tieline: { notes } }, '');
}
