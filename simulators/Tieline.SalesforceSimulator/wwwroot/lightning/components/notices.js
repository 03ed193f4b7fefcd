// Toasts and the designed states of a page: loading, empty, not found, failed.

import { button, fill, h, iconButton, utilityIcon } from "./dom.js";

const lifeOfAToast = 6000;

/** Shows a toast. kind: success | error | info | warning. `link`: {href, label}. Errors stay until closed. */
export function toast(kind, text, link = null) {
  const close = () => note.remove();
  const note = h("div", { class: `slds-notify slds-notify_toast slds-theme_${kind}`, role: kind === "error" ? "alert" : "status" },
    h("span", { class: "slds-icon_container slds-m-right_small slds-no-flex" }, utilityIcon(kind, "slds-icon slds-icon_small")),
    h("div", { class: "slds-notify__content" },
      h("p", { class: "slds-text-heading_small" }, text, link ? [" ", h("a", { href: link.href }, link.label)] : null)),
    h("div", { class: "slds-notify__close" }, iconButton("close", "Close this message", close, "slds-button_icon-inverse")));
  document.getElementById("toasts").append(note);
  if (kind !== "error") setTimeout(close, lifeOfAToast);
}

/** Tells a screen reader something that the page shows without moving the focus. */
export const announce = (text) => fill(document.getElementById("announcements"), text);

export const loading = (what) => h("div", { class: "sim-loading", role: "status" },
  h("div", { class: "slds-spinner_inline" }, h("div", { class: "slds-spinner slds-spinner_brand slds-spinner_medium" },
    h("span", { class: "slds-assistive-text" }, `Loading ${what}`), h("div", { class: "slds-spinner__dot-a" }), h("div", { class: "slds-spinner__dot-b" }))));

/** A page or card that has nothing to show, and says why and what to do. */
export function state({ icon = "info", title, text, link = null, retry = null, level = "h1" }) {
  return h("div", { class: "sim-state" },
    h("span", { class: "slds-icon_container" }, utilityIcon(icon, "slds-icon slds-icon_large slds-icon-text-default")),
    h(level, { class: "slds-text-heading_medium", tabindex: level === "h1" ? "-1" : null }, title),
    h("p", {}, text),
    link ? h("p", {}, h("a", { href: link.href }, link.label)) : null,
    retry ? h("p", {}, button("Try Again", retry)) : null);
}

/** What a failed question to the REST API means to the person who asked. */
export function failure(error, { objectLabel = "record", list = null, retry = null, level = "h1" } = {}) {
  const back = list ? { href: list, label: "Back to the list" } : { href: "/lightning/page/home", label: "Go to Home" };
  switch (error.code) {
    case "ENTITY_IS_DELETED":
      return state({ icon: "delete", title: `This ${objectLabel} was deleted`, text: "Somebody deleted it. An administrator can restore it from the Recycle Bin.", link: back, level });
    case "NOT_FOUND":
    case "MALFORMED_ID":
    case "INVALID_CROSS_REFERENCE_KEY":
      return state({ icon: "search", title: `We can't find this ${objectLabel}`, text: "The link may be wrong, or the record belongs to another org.", link: back, level });
    case "INVALID_TYPE":
      return state({ icon: "search", title: "This page doesn't exist", text: "The org has no such object.", link: back, level });
    case "INSUFFICIENT_ACCESS":
    case "INSUFFICIENT_ACCESS_OR_READONLY":
      return state({ icon: "lock", title: "You don't have access", text: `Ask the owner of this ${objectLabel} or an administrator.`, link: back, level });
    default:
      return state({ icon: "warning", title: "Something went wrong", text: error.message || "Salesforce did not answer.", link: back, retry, level });
  }
}
