// What this user looked at last, kept by the browser for each user; the home page and a utility item show it.

import { fill, h, objectIcon } from "../components/dom.js";
import { recordLink } from "../components/fields.js";
import { objects } from "../org/objects.js";

const most = 8;
const views = new Set();
const keyOf = (session) => `tieline-simulator-recent-${session.user.id}`;

function read(session) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(session)) ?? "[]").filter((item) => Object.hasOwn(objects, item.objectName));
  } catch {
    return [];
  }
}

export function remember(session, objectName, id, name) {
  const items = [{ objectName, id, name }, ...read(session).filter((item) => item.id !== id)].slice(0, most);
  localStorage.setItem(keyOf(session), JSON.stringify(items));
  for (const draw of views) draw();
}

/** A list that follows; forgotten when its element has left the page. */
export function recentItems(session) {
  const element = h("div", { class: "sim-recent" });
  const draw = () => {
    if (!element.isConnected && element.hasChildNodes()) return views.delete(draw);
    const items = read(session);
    fill(element, items.length
      ? h("ul", {}, items.map((item) => h("li", {}, objectIcon(objects[item.objectName].icon, "slds-icon_small"), recordLink(item.objectName, item.id, item.name))))
      : h("p", { class: "sim-empty" }, "Records you open show up here."));
  };
  views.add(draw);
  draw();
  return element;
}
