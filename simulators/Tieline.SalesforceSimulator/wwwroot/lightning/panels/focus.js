// Can this browser tab be seen, and is it the one the user last worked in? Panels ask, to know which of several tabs pops.
// The tabs of one browser agree among themselves: the one that gains the focus, or is clicked or typed in, takes it from the others
// and keeps it while the user is in another program.

const listeners = new Set();
const otherTabs = new BroadcastChannel("tieline-simulator-tabs");
const lookEvery = 1000;
let had = document.hasFocus();
let known = { visible: isVisible(), focused: false };

/** @param {(tab: {visible: boolean, focused: boolean}) => void} listener called at once and at each change; returns the way to stop */
export function onTabFocus(listener) {
  listeners.add(listener);
  listener(known);
  return () => listeners.delete(listener);
}

function isVisible() {
  return document.visibilityState === "visible";
}

function set(change) {
  const next = { ...known, ...change };
  if (next.visible === known.visible && next.focused === known.focused) return;
  known = next;
  for (const listener of listeners) listener(known);
}

function take() {
  if (known.focused) return;
  set({ focused: true });
  otherTabs.postMessage("taken");
}

// With the focus inside a panel's frame the window hears neither focus nor blur: only looking tells that it came back.
function look() {
  const has = document.hasFocus();
  if (has && !had) take();
  had = has;
}

otherTabs.addEventListener("message", () => set({ focused: false }));
document.addEventListener("visibilitychange", () => set({ visible: isVisible() }));
for (const name of ["focus", "pointerdown", "keydown"]) window.addEventListener(name, take, true);
window.addEventListener("blur", () => { if (document.activeElement?.tagName === "IFRAME") take(); });
setInterval(look, lookEvery);
if (had) take();
