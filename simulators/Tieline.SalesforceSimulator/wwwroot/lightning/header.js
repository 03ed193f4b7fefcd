// The top of every page: global search, user menu, app name and tabs.

import { fill, freshId, h, objectIcon, utilityIcon } from "./components/dom.js";
import { menuButton } from "./components/menu.js";
import { isObjectName, objects } from "./org/objects.js";
import { search } from "./org/rest.js";
import { returning } from "./pages/search-page.js";
import { go, recordAddress } from "./router.js";

const waitForTyping = 250;

/** Draws header and tabs into their places; returns {mark(place)}, which shows where the user is. */
export function header(bar, navigation, session, app) {
  fill(bar,
    h("div", { class: "slds-global-header__item sim-brand" }, utilityIcon("salesforce1", "slds-icon sim-cloud"), h("span", {}, "Salesforce simulator")),
    h("div", { class: "slds-global-header__item slds-global-header__item_search" }, globalSearch()),
    h("div", { class: "slds-global-header__item" }, userMenu(session)));
  const tabs = app.navigation.filter((name) => name === "Home" || isObjectName(name) || Object.hasOwn(app.tabs, name)).map((name) => ({ name, element: tab(name, app) }));
  fill(navigation, h("div", { class: "slds-context-bar" },
    h("div", { class: "slds-context-bar__primary" }, h("div", { class: "slds-context-bar__item slds-no-hover sim-app-name" }, utilityIcon("apps", "slds-icon slds-icon_x-small"), h("span", { class: "slds-truncate" }, app.name))),
    h("div", { class: "slds-context-bar__secondary" }, h("ul", { class: "slds-grid" }, tabs.map((one) => one.element)))));
  return {
    mark(place) {
      const here = place.page === "home" ? "Home" : place.tab ?? place.objectName;
      for (const one of tabs) {
        one.element.classList.toggle("slds-is-active", one.name === here);
        if (one.name === here) one.element.firstChild.setAttribute("aria-current", "page");
        else one.element.firstChild.removeAttribute("aria-current");
      }
    },
  };
}

function tab(name, app) {
  if (name === "Home") return tabLink("/lightning/page/home", "Home");
  return isObjectName(name) ? tabLink(`/lightning/o/${name}/list`, objects[name].plural) : tabLink(`/lightning/n/${name}`, app.tabs[name].label);
}

const tabLink = (href, label) => h("li", { class: "slds-context-bar__item" },
  h("a", { class: "slds-context-bar__label-action", href },
    h("span", { class: "slds-truncate" }, label)));

function userMenu(session) {
  const initials = session.user.name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  const signOut = () => {
    const form = h("form", { method: "post", action: "/lightning/logout" });
    document.body.append(form);
    form.submit();
  };
  return menuButton(`User menu of ${session.user.name}`, [
    { label: `${session.user.name} (${session.user.username})`, run: () => go("/lightning/page/home") },
    { label: "Sign Out", run: signOut },
  ], h("span", { class: "slds-avatar slds-avatar_circle slds-avatar_medium" }, h("abbr", { class: "slds-avatar__initials slds-icon-standard-user", title: session.user.name }, initials)));
}

function globalSearch() {
  const listId = freshId("search");
  let found = [];
  let at = -1;
  let asked = 0;
  let typing = null;
  const list = h("ul", { id: listId, class: "slds-listbox slds-listbox_vertical slds-dropdown slds-dropdown_fluid", role: "listbox", "aria-label": "Search results", hidden: true });
  const input = h("input", { class: "slds-input", type: "search", role: "combobox", autocomplete: "off", "aria-label": "Search the org", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
    placeholder: "Search...", oninput: () => { clearTimeout(typing); typing = setTimeout(ask, waitForTyping); }, onkeydown: keys, onblur: () => setTimeout(close, 150) });

  async function ask() {
    const turn = ++asked;
    const term = input.value.trim();
    if (term.length < 2) return close();
    const rows = await search(term, "ALL", returning(3)).catch(() => []);
    if (turn !== asked || document.activeElement !== input) return;
    found = rows.slice(0, 8);
    at = -1;
    draw();
  }

  function draw() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    fill(list, found.length === 0 ? h("li", { class: "sim-empty", role: "option", "aria-disabled": "true" }, "Press Enter to search everywhere") : found.map((row, i) => {
      const name = row.attributes.type;
      return h("li", { id: `${listId}-${i}`, role: "option", "aria-selected": String(i === at), class: `slds-listbox__item sim-option ${i === at ? "slds-has-focus" : ""}`, onmousedown: () => open(row) },
        objectIcon(objects[name].icon, "slds-icon_small"),
        h("span", { class: "slds-truncate" }, row.Name ?? row.Subject ?? row.CaseNumber, h("span", { class: "slds-text-color_weak" }, ` · ${objects[name].label}`)));
    }));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${listId}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function open(row) {
    close();
    input.value = "";
    go(recordAddress(row.attributes.type, row.Id));
  }

  function close() {
    asked += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function keys(event) {
    if (event.key === "Enter") {
      if (at >= 0 && !list.hidden) return open(found[at]);
      const term = input.value.trim();
      close();
      if (term) go(`/lightning/search?term=${encodeURIComponent(term)}`);
    } else if (event.key === "Escape") close();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length && !list.hidden) {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      draw();
    }
  }

  return h("div", { class: "sim-lookup sim-global-search" }, utilityIcon("search", "slds-icon slds-icon_x-small sim-search-icon"), input, list);
}
