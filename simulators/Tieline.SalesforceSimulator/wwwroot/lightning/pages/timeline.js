// The activity timeline of a record page: open tasks first, then what happened, month by month, as it happens.

import { button, fill, freshId, h, objectIcon, utilityIcon } from "../components/dom.js";
import { onChange } from "../org/changes.js";
import { recordLink } from "../components/fields.js";
import { duration, isPastDay, isThisMonth, month, when } from "../org/format.js";
import { failure, loading } from "../components/notices.js";
import { objectOfId } from "../org/objects.js";
import { openTaskForm } from "../components/record-form.js";
import { query, raw, soql } from "../org/rest.js";

const most = 100;
const fields = "Id, Subject, Status, Priority, ActivityDate, Description, TaskSubtype, CallType, CallDurationInSeconds, CallDisposition, "
  + "WhoId, Who.Name, WhatId, What.Name, OwnerId, Owner.Name, IsClosed, CompletedDateTime, CreatedDate, LastModifiedDate";

/** The timeline of one record. `stop()` ends its listening; a page calls it when it is left. */
export function timeline(session, objectName, activityField, record) {
  const list = h("div", { class: "sim-timeline-body" }, loading("activities"));
  const open = new Set();
  let asked = 0;

  async function load() {
    const turn = ++asked;
    try {
      const tasks = await query(soql`SELECT ${raw(fields)} FROM Task WHERE ${raw(activityField)} = ${record.Id} ORDER BY CreatedDate DESC LIMIT ${raw(String(most))}`);
      if (turn === asked) fill(list, sections(tasks, session, record, open));
    } catch (error) {
      if (turn === asked) fill(list, failure(error, { objectLabel: "timeline", retry: load, level: "h3" }));
    }
  }

  const stop = onChange((change) => {
    if (change.everything || change.ids.some((id) => id === record.Id || id.startsWith("00T"))) load();
  });
  const add = (preset) => openTaskForm({ session, objectName, record, preset });
  load();
  const element = h("section", { class: "slds-card sim-timeline", "aria-label": "Activity" },
    h("div", { class: "slds-card__header slds-grid slds-grid_align-spread" },
      h("h2", { class: "slds-card__header-title" }, "Activity"),
      h("div", { class: "slds-button-group" }, button("Log a Call", () => add("call")), button("New Task", () => add("task")))),
    list);
  return { element, stop };
}

function sections(tasks, session, record, open) {
  const upcoming = tasks.filter((task) => !task.IsClosed);
  const past = tasks.filter((task) => task.IsClosed);
  const groups = [{ title: "Upcoming & Overdue", tasks: upcoming, empty: "No activities to show. Get started by creating a task or logging a call." }];
  for (const task of past) {
    const title = isThisMonth(happened(task)) ? "This Month" : month(happened(task));
    const group = groups.at(-1);
    if (group.title === title) group.tasks.push(task);
    else groups.push({ title, tasks: [task] });
  }
  if (past.length === 0) groups.push({ title: "Past Activity", tasks: [], empty: "No past activity. Past calls and tasks marked as done show up here." });
  return groups.map((group) => [
    h("h3", { class: "sim-timeline-title" }, group.title),
    group.tasks.length
      ? h("ul", { class: "slds-timeline" }, group.tasks.map((task) => h("li", {}, item(task, session, record, open))))
      : h("p", { class: "sim-timeline-empty" }, group.empty),
  ]);
}

const happened = (task) => task.CompletedDateTime ?? task.ActivityDate ?? task.CreatedDate;

function item(task, session, record, open) {
  const isCall = task.TaskSubtype === "Call";
  const detailsId = freshId("activity");
  const details = h("article", { id: detailsId, class: "slds-box slds-theme_shade slds-timeline__item_details slds-m-top_x-small" }, facts(task));
  const toggle = h("button", {
    type: "button", class: "slds-button slds-button_icon", title: "Show details", "aria-label": `Details of ${task.Subject ?? "this activity"}`,
    "aria-controls": detailsId, onclick: () => show(!open.has(task.Id)),
  }, utilityIcon("switch", "slds-button__icon slds-timeline__details-action-icon"));
  const row = h("div", { class: `slds-timeline__item_expandable slds-timeline__item_${isCall ? "call" : "task"}`, "data-task-id": task.Id },
    h("div", { class: "slds-media" },
      h("div", { class: "slds-media__figure" }, toggle,
        h("div", { class: "slds-timeline__icon slds-icon_container" }, objectIcon(isCall ? "log_a_call" : "task", "slds-icon_small"))),
      h("div", { class: "slds-media__body" },
        h("div", { class: "slds-grid slds-grid_align-spread slds-timeline__trigger" },
          h("h4", { class: "sim-timeline-subject slds-truncate" }, recordLink("Task", task.Id, task.Subject ?? "(no subject)")),
          h("p", { class: `slds-timeline__date sim-no-wrap ${overdue(task) ? "sim-overdue" : ""}` }, dateText(task))),
        h("p", { class: "slds-text-color_weak" }, sentence(task, session, record, isCall)),
        isCall ? callLine(task) : null,
        task.Description ? h("p", { class: "sim-timeline-comments" }, task.Description) : null,
        details)));

  function show(now) {
    open[now ? "add" : "delete"](task.Id);
    row.classList.toggle("slds-is-open", now);
    toggle.setAttribute("aria-expanded", String(now));
  }
  show(open.has(task.Id));
  return row;
}

const overdue = (task) => !task.IsClosed && task.ActivityDate && isPastDay(task.ActivityDate);
const dateText = (task) => task.IsClosed ? when(happened(task)) : task.ActivityDate ? when(task.ActivityDate) : "No due date";

function sentence(task, session, record, isCall) {
  const mine = task.OwnerId === session.user.id;
  const who = mine ? "You" : task.Owner?.Name ?? "Somebody";
  const link = (name, id) => recordLink(objectOfId(id), id, name);
  const withWhom = task.WhoId && task.WhoId !== record.Id ? [isCall ? " with " : " for ", link(task.Who?.Name ?? "a person", task.WhoId)] : null;
  const about = task.WhatId && task.WhatId !== record.Id ? [" about ", link(task.What?.Name ?? "a record", task.WhatId)] : null;
  if (isCall && task.IsClosed) return [who, " logged a call", withWhom, about];
  const has = mine ? "have" : "has";
  return [who, " ", task.IsClosed ? "had" : has, isCall ? " a call" : overdue(task) ? " an overdue task" : task.IsClosed ? " a task" : " an upcoming task", withWhom, about];
}

const directions = { Inbound: ["incoming_call", "Inbound call"], Outbound: ["outbound_call", "Outbound call"], Internal: ["call", "Internal call"] };

function callLine(task) {
  const [icon, label] = directions[task.CallType] ?? ["call", null];
  const parts = [label, task.CallDurationInSeconds === null ? null : duration(task.CallDurationInSeconds), task.CallDisposition].filter(Boolean);
  if (parts.length === 0) return null;
  return h("p", { class: "sim-timeline-call" }, utilityIcon(icon), h("span", {}, parts.join(" · ")));
}

function facts(task) {
  const rows = [
    ["Name", task.WhoId ? recordLink(objectOfId(task.WhoId), task.WhoId, task.Who?.Name ?? task.WhoId) : null],
    ["Related To", task.WhatId ? recordLink(objectOfId(task.WhatId), task.WhatId, task.What?.Name ?? task.WhatId) : null],
    ["Assigned To", task.Owner?.Name],
    ["Status", task.Status],
    ["Priority", task.Priority],
    ["Call Duration", task.CallDurationInSeconds === null ? null : `${duration(task.CallDurationInSeconds)} (${task.CallDurationInSeconds} seconds)`],
    ["Call Result", task.CallDisposition],
    ["Comments", task.Description ? h("span", { class: "sim-longtext" }, task.Description) : null],
  ].filter(([, value]) => value);
  return h("dl", { class: "sim-facts" }, rows.map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]));
}
