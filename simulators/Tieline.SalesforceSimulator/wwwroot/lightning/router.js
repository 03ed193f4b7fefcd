// Moves between pages by the History API: the document, and with it the docked panels, stays alive.

const listeners = [];

/** @param {(place: Place, cause: {by: "user"|"pop"|"start"}) => void} listener */
export const onNavigate = (listener) => listeners.push(listener);

/** Where an address of the shell leads: {page: "home"|"list"|"record"|"new"|"tab"|"search"|"unknown", ...}. */
export function placeOf(address) {
  const url = new URL(address, location.origin);
  const [, shell, kind, first, second, third] = url.pathname.split("/").map(decoded);
  if (shell !== "lightning") return { page: "unknown", path: url.pathname };
  if (!kind || (kind === "page" && first === "home")) return { page: "home" };
  if (kind === "o" && second === "list") return { page: "list", objectName: first, filter: url.searchParams.get("search") ?? "" };
  if (kind === "o" && second === "home") return { page: "list", objectName: first, filter: "" };
  if (kind === "o" && second === "new") return { page: "new", objectName: first, defaults: url.searchParams.get("defaultFieldValues") ?? "" };
  if (kind === "r" && third === "view") return { page: "record", objectName: first, id: second };
  if (kind === "r" && second === "view") return { page: "record", objectName: null, id: first };
  if (kind === "n") return { page: "tab", tab: first };
  if (kind === "search") return { page: "search", term: url.searchParams.get("term") ?? "" };
  return { page: "unknown", path: url.pathname };
}

/** The text a part of an address stands for; one that is wrongly encoded stands for itself. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Goes to an address of the shell. `by` is "pop" when a call and not the user chose it: then the focus stays where it is. */
export function go(address, { by = "user", replace = false } = {}) {
  const url = new URL(address, location.origin);
  history[replace ? "replaceState" : "pushState"]({}, "", url.pathname + url.search);
  tell(by);
}

export const recordAddress = (objectName, id) => `/lightning/r/${objectName}/${id}/view`;

function tell(by) {
  const place = placeOf(location.href);
  for (const listener of listeners) listener(place, { by });
}

/** Takes plain clicks on links to the shell's own pages, and the browser's back and forward. */
export function startRouter() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href, location.origin);
    if (url.origin !== location.origin || link.target || !url.pathname.startsWith("/lightning/") || link.hasAttribute("data-leaves")) return;
    event.preventDefault();
    go(url);
  });
  window.addEventListener("popstate", () => tell("user"));
  tell("start");
}
