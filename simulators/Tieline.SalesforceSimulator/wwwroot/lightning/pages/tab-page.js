// A tab that shows an address of elsewhere, or the panel that stands in for its component.

import { fill, h } from "../components/dom.js";
import { state } from "../components/notices.js";
import { notSetUp, panelFrame, panelsAreSetUp } from "../panels/panel-frame.js";

export function tabPage(main, { session, app }, place) {
  const tab = app.tabs[place.tab];
  const { content, stop } = contentOf(session, tab);
  content.style.height = `${tab.height}px`;
  fill(main, h("div", { class: "slds-card sim-full" }, h("h1", { class: "slds-assistive-text", tabindex: "-1" }, tab.label), content));
  return { title: tab.label, stop };
}

function contentOf(session, tab) {
  const still = (content) => ({ content, stop: () => {} });
  if (tab.url) return still(h("iframe", { src: tab.url, title: tab.label, class: "sim-panel-frame" }));
  if (tab.notRun !== undefined) return still(notRun(tab.notRun));
  if (!panelsAreSetUp(session)) return still(state({ icon: "call", title: `${tab.label} is not set up`, text: notSetUp, level: "h2" }));
  const { frame, host } = panelFrame(session, tab, {}, {});
  return { content: frame, stop: () => host.dispose() };
}

/** Stands where a component would be that the shell has no panel for. */
export const notRun = (component, level = "h2") => state({ icon: "info", title: "Shown in Salesforce only", text: `The component ${component} is deployed; this simulator runs no Lightning components.`, level });
