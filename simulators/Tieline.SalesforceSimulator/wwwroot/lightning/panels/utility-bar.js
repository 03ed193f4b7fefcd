// The utility bar: items with docked panels. A panel once loaded lives as long as the page; minimising only hides it.

import { fill, freshId, h, iconButton, utilityIcon } from "../components/dom.js";
import { provideDialer } from "./calling.js";
import { onTabFocus } from "./focus.js";
import { provideSoftphone } from "./make-a-call.js";
import { state } from "../components/notices.js";
import { notSetUp, panelFrame, panelsAreSetUp } from "./panel-frame.js";
import { notRun } from "../pages/tab-page.js";
import { recentItems } from "../pages/recent-items.js";

/** Fills `bar`; returns {lookAt(record)}, which tells every panel what the user looks at. */
export function utilityBar(bar, session, items) {
  const utilities = items.map((item) => utility(session, item, (opened) => {
    for (const other of utilities) if (other !== opened) other.minimize();
  }));
  fill(bar, h("ul", { class: "slds-utility-bar" }, utilities.map((one) => one.element)));
  onTabFocus((tab) => utilities.forEach((one) => one.tab(tab)));
  const softphone = utilities.find((one) => one.item.panel === "softphone");
  if (softphone && panelsAreSetUp(session)) {
    provideDialer((known) => { softphone.open(); softphone.host().clickToDial(known); });
    provideSoftphone(() => softphone.open());
  }
  for (const one of utilities) if (one.item.startAutomatically) one.load();
  return { lookAt: (looked) => utilities.forEach((one) => one.lookAt(looked)) };
}

function utility(session, item, onOpened) {
  const panelId = freshId("utility");
  const label = h("span", {}, item.label);
  const body = h("div", { class: "sim-utility-body" });
  const action = h("button", { type: "button", class: "slds-button slds-utility-bar__action", "aria-expanded": "false", "aria-controls": panelId, onclick: () => (isOpen() ? minimize(true) : open(true)) },
    utilityIcon(item.icon, "slds-button__icon slds-button__icon_left"), label);
  const panel = h("section", { id: panelId, class: "sim-utility-panel", role: "dialog", "aria-label": item.label, onkeydown: (event) => { if (event.key === "Escape") minimize(true); } },
    h("div", { class: "sim-utility-head" },
      utilityIcon(item.icon, "slds-icon slds-icon_x-small slds-icon-text-default"),
      h("h2", { class: "slds-truncate", tabindex: "-1" }, item.label),
      iconButton("minimize_window", `Minimize ${item.label}`, () => minimize(true), "slds-button_icon-container")),
    body);
  // The configured size is that of the panel's content: a softphone made for 420 x 460 gets exactly that.
  body.style.width = `${item.width}px`;
  body.style.height = `${item.height}px`;
  const element = h("li", { class: "slds-utility-bar__item", "data-utility": item.key }, panel, action);
  let frame = null;
  let host = null;
  let tab = { visible: true, focused: true };
  let looked = null;

  const isOpen = () => panel.classList.contains("slds-is-open");

  function load() {
    if (body.hasChildNodes()) return;
    if (item.notRun !== undefined) return fill(body, notRun(item.notRun, "h3"));
    if (item.component) return fill(body, recentItems(session));
    if (!panelsAreSetUp(session)) return fill(body, state({ icon: item.icon, title: `${item.label} is not set up`, text: notSetUp, level: "h3" }));
    ({ frame, host } = panelFrame(session, item, {}, {
      openPanel: () => open(false),
      focus: () => { open(false); frame.focus(); },
      close: () => minimize(false),
      setLabel: (text) => { fill(label, text); action.title = text; },
      highlight: () => element.classList.add("sim-highlighted"),
    }));
    tellVisibility();
    if (looked) host.record(...looked);
    fill(body, frame);
  }

  function open(takeFocus) {
    load();
    element.classList.remove("sim-highlighted");
    if (!isOpen()) {
      panel.classList.add("slds-is-open");
      action.setAttribute("aria-expanded", "true");
      onOpened(self);
      tellVisibility();
    }
    if (takeFocus) (frame ?? panel.querySelector("h2")).focus();
  }

  function minimize(giveFocusBack) {
    if (!isOpen()) return;
    panel.classList.remove("slds-is-open");
    action.setAttribute("aria-expanded", "false");
    tellVisibility();
    if (giveFocusBack) action.focus();
  }

  const tellVisibility = () => host?.visibility(isOpen() && tab.visible, tab.focused);

  const self = {
    item, element, load, open, minimize, host: () => host,
    tab: (seen) => { tab = seen; tellVisibility(); },
    lookAt: (place) => { looked = place; host?.record(...looked); },
  };
  return self;
}
