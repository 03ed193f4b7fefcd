// Builds elements without ever reading text as HTML: paths and names come from outside.
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

// Draws a place anew only when its data changed, and leaves the focus where it was.
const shown = new Map();
export function show(place, data, draw, act) {
  const key = JSON.stringify(data);
  if (shown.get(place) === key) return;
  shown.set(place, key);
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...[draw(data, act)].flat());
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}
