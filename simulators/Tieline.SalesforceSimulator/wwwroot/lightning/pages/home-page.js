// Home: today's tasks and the records looked at last.

import { fill, h, objectIcon } from "../components/dom.js";
import { onChange } from "../org/changes.js";
import { recordLink } from "../components/fields.js";
import { date, isPastDay, longToday } from "../org/format.js";
import { failure, loading } from "../components/notices.js";
import { objectOfId } from "../org/objects.js";
import { recentItems } from "./recent-items.js";
import { query, raw, soql } from "../org/rest.js";

const most = 25;

export async function homePage(main, { session }) {
  const tasks = h("div", {}, loading("tasks"));
  const load = async () => {
    try {
      const rows = await query(soql`SELECT Id, Subject, ActivityDate, WhoId, Who.Name, WhatId, What.Name FROM Task WHERE OwnerId = ${session.user.id} AND IsClosed = false AND ActivityDate <= TODAY ORDER BY ActivityDate LIMIT ${raw(String(most))}`);
      fill(tasks, rows.length ? h("ul", { class: "sim-tasks" }, rows.map(row)) : h("p", { class: "sim-empty" }, "Nothing due today. Be a go-getter, and check back soon."));
    } catch (error) {
      fill(tasks, failure(error, { objectLabel: "list", retry: load, level: "h3" }));
    }
  };
  fill(main,
    h("header", { class: "slds-page-header sim-home-head" }, h("div", { class: "slds-media slds-media_center" },
      h("div", { class: "slds-media__figure" }, objectIcon("home", "slds-page-header__icon")),
      h("div", { class: "slds-media__body" }, h("h1", { tabindex: "-1" }, h("span", { class: "slds-page-header__title" }, `Good day, ${session.user.firstName || session.user.name}`)),
        h("p", { class: "slds-text-color_weak" }, `${longToday()} · ${session.organization.name}`)))),
    h("div", { class: "sim-columns sim-columns_equal" },
      card("task", "Today's Tasks", tasks),
      card("recent", "Recent Records", recentItems(session))));
  const stop = onChange((change) => { if (change.everything || change.ids.some((id) => id.startsWith("00T"))) load(); });
  await load();
  return { title: "Home", stop };
}

const card = (icon, title, body) => h("article", { class: "slds-card" },
  h("div", { class: "slds-card__header slds-grid" }, h("div", { class: "slds-media slds-media_center" },
    h("div", { class: "slds-media__figure" }, objectIcon(icon, "slds-icon_small")), h("h2", { class: "slds-card__header-title" }, title))),
  h("div", { class: "slds-card__body slds-card__body_inner" }, body));

function row(task) {
  const about = [[task.WhoId, task.Who], [task.WhatId, task.What]].filter(([id]) => id)
    .map(([id, node], i) => [i ? ", " : "", recordLink(objectOfId(id), id, node?.Name ?? id)]);
  return h("li", { class: "slds-grid slds-grid_align-spread" },
    h("div", {}, h("p", {}, recordLink("Task", task.Id, task.Subject ?? "(no subject)")), about.length ? h("p", { class: "slds-text-color_weak" }, about) : null),
    h("span", { class: isPastDay(task.ActivityDate) ? "sim-overdue" : "" }, isPastDay(task.ActivityDate) ? date(task.ActivityDate) : "Today"));
}
