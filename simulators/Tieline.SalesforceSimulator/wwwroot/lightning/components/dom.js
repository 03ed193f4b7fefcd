// Elements are built from nodes, never from markup: whatever a record holds becomes text, so nothing needs escaping elsewhere.

const svgNamespace = "http://www.w3.org/2000/svg";

/** Builds an element. `on...` properties become listeners, null/false attributes are left out, strings become text nodes. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replaces everything in `element`. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

function sprite(set, name, classes) {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("class", classes);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(svgNamespace, "use");
  use.setAttribute("href", `/slds/icons/${set}-sprite/svg/symbols.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A coloured square icon of an object (`account`, `log_a_call`...), decorative. */
export function objectIcon(name, size = "") {
  return h("span", { class: `slds-icon_container slds-icon-standard-${name.replaceAll("_", "-")}` },
    sprite("standard", name, `slds-icon ${size}`));
}

/** A single-colour icon for buttons and lists, decorative. */
export function utilityIcon(name, classes = "slds-icon slds-icon_xx-small slds-icon-text-default") {
  return sprite("utility", name, classes);
}

export function iconButton(name, label, onclick, classes = "slds-button_icon-border-filled") {
  return h("button", { type: "button", class: `slds-button slds-button_icon ${classes}`, title: label, "aria-label": label, onclick },
    utilityIcon(name, "slds-button__icon"));
}

export function button(label, onclick, kind = "neutral", more = {}) {
  return h("button", { type: "button", class: `slds-button slds-button_${kind}`, onclick, ...more }, label);
}

let lastId = 0;
/** An id that no other element of the page has; for labels, descriptions and menus. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
