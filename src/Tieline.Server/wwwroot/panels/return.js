// What must outlive a reload of the panel (half-typed notes, the caret) travels in this frame's own history entry:
// unlike storage it is there for a third-party frame too, and unlike a cookie it goes nowhere.
// Notes that are not saved stay there until they are: a second reload, or a launch that is refused, loses nothing.
const returned = history.state?.tieline ?? null;
let held = returned?.session ?? null;
const unsaved = Object.fromEntries(Object.entries(returned?.notes ?? {}).filter(([, note]) => !note.saved));

/** True when this page was loaded by ourselves to get a new circuit. */
export function takeReturn() {
  keep(unsaved);
  return returned !== null;
}

/** The session of a panel that nobody signs for, kept over a reload in this window's history entry; null when there is none. */
export const heldSession = () => held;

/** Keeps it, and gives the page another address for the next reload, when one is named. */
export function holdSession(session, address) {
  held = session;
  keep(unsaved, address);
}

/** What was typed for this call before the reload: {text, base, version, start, end, focused, saved}, or null. Given once. */
export function takeNotes(call) {
  const notes = returned?.notes?.[call] ?? null;
  if (notes) {
    delete returned.notes[call];
  }

  return notes;
}

/** The notes of this call are on the server's disk. */
export function forgetNotes(call) {
  if (call in unsaved) {
    delete unsaved[call];
    keep(unsaved);
  }
}

export function leaveForReturn(notes) {
  history.replaceState({ tieline: { notes: { ...unsaved, ...notes }, session: held } }, '');
}

const keep = (notes, address) => history.replaceState(Object.keys(notes).length || held ? { tieline: { notes, session: held } } : null, '', address);
