// A set of tabs, moved through with the arrow keys.

import { freshId, h } from "./dom.js";

/** @param {{label: string, element: HTMLElement}[]} pages */
export function tabs(label, pages) {
  const heads = [];
  const panels = pages.map((page, i) => {
    const head = freshId("tab");
    const panel = freshId("tab-panel");
    heads.push(h("a", { id: head, class: "slds-tabs_default__link", href: "#", role: "tab", "aria-controls": panel, onclick: (event) => { event.preventDefault(); select(i); }, onkeydown: keys }, page.label));
    return h("div", { id: panel, class: "slds-tabs_default__content", role: "tabpanel", "aria-labelledby": head }, page.element);
  });
  const items = heads.map((head) => h("li", { class: "slds-tabs_default__item", role: "presentation" }, head));

  function select(chosen, focus = false) {
    heads.forEach((head, i) => {
      items[i].classList.toggle("slds-is-active", i === chosen);
      head.setAttribute("aria-selected", String(i === chosen));
      head.tabIndex = i === chosen ? 0 : -1;
      panels[i].classList.toggle("slds-show", i === chosen);
      panels[i].classList.toggle("slds-hide", i !== chosen);
    });
    if (focus) heads[chosen].focus();
  }

  function keys(event) {
    const at = heads.indexOf(event.currentTarget);
    if (event.key === "ArrowRight") select((at + 1) % heads.length, true);
    else if (event.key === "ArrowLeft") select((at - 1 + heads.length) % heads.length, true);
  }

  select(0);
  return h("div", { class: "slds-card slds-tabs_card" }, h("div", { class: "slds-tabs_default" }, h("ul", { class: "slds-tabs_default__nav", role: "tablist", "aria-label": label }, items), panels));
}
