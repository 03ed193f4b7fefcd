// A button with a menu under it, moved through with the arrow keys.

import { freshId, h, utilityIcon } from "./dom.js";

/** @param {{label: string, run: () => void}[]} entries */
export function menuButton(label, entries, content = null) {
  const menuId = freshId("menu");
  const items = entries.map((entry) => h("li", { class: "slds-dropdown__item", role: "none" },
    h("a", { role: "menuitem", href: "#", tabindex: "-1", onclick: (event) => { event.preventDefault(); close(true); entry.run(); } },
      h("span", { class: "slds-truncate" }, entry.label))));
  const trigger = h("button", {
    type: "button", class: content ? "slds-button" : "slds-button slds-button_icon slds-button_icon-border-filled", title: label, "aria-label": content ? null : label,
    "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": menuId, onclick: () => (isOpen() ? close(true) : open(0)),
  }, content ? [content, h("span", { class: "slds-assistive-text" }, label)] : utilityIcon("down", "slds-button__icon"));
  const menu = h("div", { class: "slds-dropdown slds-dropdown_right" }, h("ul", { id: menuId, class: "slds-dropdown__list", role: "menu", "aria-label": label }, items));
  const whole = h("div", { class: "slds-dropdown-trigger slds-dropdown-trigger_click", onkeydown: keys }, trigger, menu);
  const isOpen = () => whole.classList.contains("slds-is-open");
  const link = (i) => items[(i + items.length) % items.length].firstChild;

  function open(i) {
    whole.classList.add("slds-is-open");
    trigger.setAttribute("aria-expanded", "true");
    link(i).focus();
    document.addEventListener("pointerdown", outside);
    window.addEventListener("blur", away);
  }

  function close(focusBack) {
    whole.classList.remove("slds-is-open");
    trigger.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    window.removeEventListener("blur", away);
    if (focusBack) trigger.focus();
  }

  const away = () => close(false);
  const outside = (event) => { if (!whole.contains(event.target)) close(false); };

  function keys(event) {
    const at = items.findIndex((item) => item.firstChild === document.activeElement);
    const move = { ArrowDown: () => open(at + 1), ArrowUp: () => open(at - 1), Home: () => open(0), End: () => open(-1), Escape: () => close(true), Tab: () => close(false) }[event.key];
    if (!move || (!isOpen() && event.key !== "ArrowDown")) return;
    if (event.key !== "Tab") event.preventDefault();
    move();
  }

  return whole;
}
