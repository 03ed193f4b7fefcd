// A modal dialog: takes the focus, keeps it, gives it back; Escape closes it.

import { fill, h, iconButton, freshId } from "./dom.js";

const focusable = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), iframe, [tabindex='0']";

/**
 * Opens a modal. `size` small | medium or null with `width` in CSS pixels.
 * Returns {close, setFooter, body, closed}: `closed` is called once, whatever closed it.
 */
export function openModal({ title, body, footer = [], size = "small", width = null, bare = false, onClosed = () => {} }) {
  const heading = freshId("modal-title");
  const before = document.activeElement;
  const content = h("div", { class: `slds-modal__content ${bare ? "" : "slds-p-around_medium"}` }, body);
  const foot = h("div", { class: "slds-modal__footer" }, footer);
  const container = h("div", { class: "slds-modal__container" },
    h("div", { class: "slds-modal__header" },
      h("h2", { id: heading, class: "slds-modal__title slds-hyphenate slds-text-heading_medium", tabindex: "-1" }, title),
      iconButton("close", "Close", () => close(), "slds-modal__close slds-button_icon-bare sim-modal-close")),
    content, footer.length ? foot : null);
  if (width) { container.style.width = `${width}px`; container.style.minWidth = "0"; container.style.maxWidth = "96vw"; }
  const dialog = h("section", { role: "dialog", "aria-modal": "true", "aria-labelledby": heading, class: `slds-modal slds-fade-in-open ${width ? "" : `slds-modal_${size}`}` }, container);
  const guards = [guard(() => last()), guard(() => first())];
  const layer = h("div", { class: "sim-modal-layer" }, guards[0], dialog, guards[1], h("div", { class: "slds-backdrop slds-backdrop_open" }));
  const inside = () => [...dialog.querySelectorAll(focusable)].filter((element) => element.offsetParent !== null);
  const first = () => inside()[0]?.focus();
  const last = () => inside().at(-1)?.focus();

  function close() {
    if (!layer.isConnected) return;
    layer.remove();
    if (!document.querySelector(".sim-modal-layer")) document.getElementById("app").inert = false;
    if (before?.isConnected) before.focus();
    onClosed();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); }
  });
  document.body.append(layer);
  document.getElementById("app").inert = true;
  (dialog.querySelector("input, select, textarea") ?? dialog.querySelector("h2")).focus();
  return { close, body: content, setFooter: (...buttons) => fill(foot, buttons), isOpen: () => layer.isConnected };
}

// Tab leaves a frame only through the browser: a focusable edge on each side sends it round again.
const guard = (turn) => h("div", { tabindex: "0", class: "sim-focus-guard", onfocus: turn });
