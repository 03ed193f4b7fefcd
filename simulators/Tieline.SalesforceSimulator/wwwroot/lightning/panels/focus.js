// Is this the browser tab the user works in, and can it be seen at all? Panels ask, to know which of several tabs pops.

const listeners = new Set();
let known = read();

/** @param {(tab: {visible: boolean, focused: boolean}) => void} listener called at once and at each change; returns the way to stop */
export function onTabFocus(listener) {
  listeners.add(listener);
  listener(known);
  return () => listeners.delete(listener);
}

function read() {
  return { visible: document.visibilityState === "visible", focused: document.hasFocus() };
}

function look() {
  const seen = read();
  if (seen.visible === known.visible && seen.focused === known.focused) return;
  known = seen;
  for (const listener of listeners) listener(seen);
}

for (const name of ["focus", "blur", "pageshow"]) window.addEventListener(name, () => setTimeout(look));
document.addEventListener("visibilitychange", look);
// With the focus inside a panel's frame the window hears neither focus nor blur.
setInterval(() => { if (document.activeElement?.tagName === "IFRAME" || known.focused) look(); }, 1000);
