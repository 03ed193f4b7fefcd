// Starts the shell: who is signed in, the header, the utility bar, and then one page after another in the same document.

import { fill, h } from "./components/dom.js";
import { watch } from "./org/changes.js";
import { addCustomObjects } from "./org/custom-objects.js";
import { setClock } from "./org/format.js";
import { header } from "./header.js";
import { homePage } from "./pages/home-page.js";
import { listPage } from "./pages/list-page.js";
import { announce, failure, state } from "./components/notices.js";
import { isObjectName, isRecordId, objectOfId, objects } from "./org/objects.js";
import { openRecordForm } from "./components/record-form.js";
import { recordPage, unknownPage } from "./pages/record-page.js";
import { remember } from "./pages/recent-items.js";
import { openSession } from "./org/rest.js";
import { decoded, go, onNavigate, recordAddress, startRouter } from "./router.js";
import { searchPage } from "./pages/search-page.js";
import { tabPage } from "./pages/tab-page.js";
import { utilityBar } from "./panels/utility-bar.js";

const main = document.getElementById("main");

async function start() {
  const [session, app] = await Promise.all([openSession(), fetch("/lightning/app", { cache: "no-store" }).then((answer) => answer.json())]);
  addCustomObjects(app.objects);
  setClock(session.now, session.locale);
  const head = header(document.getElementById("global-header"), document.getElementById("navigation"), session, app);
  const bar = utilityBar(document.getElementById("utility-bar"), session, app.utilityBar);
  let current = { stop: () => {} };
  let turn = 0;

  onNavigate(async (place, { by }) => {
    const mine = ++turn;
    current.stop();
    current = { stop: () => {} };
    head.mark(place);
    watch(place.page === "record" && isRecordId(place.id) ? place.id : session.user.id);
    if (place.page !== "record") bar.lookAt([null, null, null]);
    if (by !== "start") window.scrollTo(0, 0);
    const page = h("div", {});
    fill(main, page);
    const shown = await draw(page, { session, app }, place, (record) => {
      if (mine === turn) looked(session, bar, place, record);
    });
    if (mine !== turn) return shown.stop();
    current = shown;
    document.title = `${shown.title} | ${app.name}`;
    // A page that a call opened must not take the cursor out of the notes being typed.
    if (by === "user") main.querySelector("h1")?.focus({ preventScroll: false });
    else if (by === "pop") announce(`${shown.title} was opened for a call.`);
  });
  startRouter();
}

function draw(page, context, place, told) {
  const known = isObjectName(place.objectName);
  switch (place.page) {
    case "home": return homePage(page, context);
    case "tab": return Object.hasOwn(context.app.tabs, place.tab) ? tabPage(page, context, place) : unknownPage(page, place);
    case "search": return searchPage(page, context, place);
    case "list": return known ? listPage(page, context, place) : unknownPage(page, place);
    case "record":
      place.objectName ??= objectOfId(place.id);
      return isObjectName(place.objectName) ? recordPage(page, context, place, told) : unknownPage(page, place);
    case "new":
      if (!known) return unknownPage(page, place);
      openRecordForm({ objectName: place.objectName, values: defaultsOf(place.defaults), onSaved: (id) => go(recordAddress(place.objectName, id)) });
      return listPage(page, context, { ...place, filter: "" });
    default: return unknownPage(page, place);
  }
}

// defaultFieldValues is written as in the cloud: Name=value pairs, comma-separated, each part URI-encoded.
function defaultsOf(text) {
  return Object.fromEntries(text.split(",").filter(Boolean).map((pair) => {
    const [name, ...value] = pair.split("=");
    return [decoded(name), decoded(value.join("="))];
  }));
}

function looked(session, bar, place, record) {
  const layout = objects[place.objectName];
  const name = (layout.subtitle && record[layout.subtitle]) || record[layout.nameField];
  remember(session, place.objectName, record.Id, name);
  bar.lookAt([record.Id, place.objectName, name]);
}

start().catch((error) => fill(main, h("div", { class: "slds-card" }, error.code === undefined
  ? state({ icon: "warning", title: "The app could not start", text: error.message, retry: () => location.reload() })
  : failure(error, { retry: () => location.reload() }))));
