// What each object shows: columns, highlights, details, related lists and actions, as page layouts do in an org.

const owner = { name: "OwnerId", path: "Owner.Name", label: "Owner" };
const account = { name: "AccountId", path: "Account.Name", label: "Account Name", type: "lookup", to: "Account" };
const contact = { name: "ContactId", path: "Contact.Name", label: "Contact Name", type: "lookup", to: "Contact" };
const text = (name, label, more = {}) => ({ name, label, ...more });
const phone = (name, label) => ({ name, label, type: "phone" });
const address = (prefix, label) => ({ name: `${prefix}Street`, label, type: "address", prefix, readOnly: true });
const system = [
  { name: "CreatedById", path: "CreatedBy.Name", label: "Created By", stamp: "CreatedDate", readOnly: true },
  { name: "LastModifiedById", path: "LastModifiedBy.Name", label: "Last Modified By", stamp: "LastModifiedDate", readOnly: true },
];
const personName = [text("FirstName", "First Name", { formOnly: true }), text("LastName", "Last Name", { formOnly: true })];

export const objects = {
  Account: {
    label: "Account", plural: "Accounts", icon: "account", nameField: "Name", prefix: "001", activityField: "AccountId",
    list: [text("Name", "Account Name"), phone("Phone", "Phone"), text("Industry", "Industry"), text("BillingCity", "Billing City"), owner],
    highlights: [text("Type", "Type"), phone("Phone", "Phone"), text("Website", "Website", { type: "url" }), owner, text("Industry", "Industry")],
    details: [
      { title: "Account Information", fields: [text("Name", "Account Name"), phone("Phone", "Phone"), text("Type", "Type"), phone("Fax", "Fax"),
        text("Industry", "Industry"), text("Website", "Website", { type: "url" }), text("AccountNumber", "Account Number"), owner] },
      { title: "Address Information", fields: [address("Billing", "Billing Address"), text("Description", "Description", { type: "longtext" })] },
      { title: "System Information", fields: system },
    ],
    related: [
      { object: "Contact", field: "AccountId", columns: ["Name", "Title", "Phone", "MobilePhone"] },
      { object: "Opportunity", field: "AccountId", columns: ["Name", "StageName", "Amount", "CloseDate"] },
      { object: "Case", field: "AccountId", columns: ["CaseNumber", "Subject", "Status", "Priority"] },
    ],
  },
  Contact: {
    label: "Contact", plural: "Contacts", icon: "contact", nameField: "Name", prefix: "003", activityField: "WhoId",
    list: [text("Name", "Name"), account, text("Title", "Title"), phone("Phone", "Phone"), phone("MobilePhone", "Mobile"), text("Email", "Email", { type: "email" })],
    highlights: [text("Title", "Title"), account, phone("Phone", "Phone"), phone("MobilePhone", "Mobile"), text("Email", "Email", { type: "email" }), owner],
    details: [
      { title: "Contact Information", fields: [text("Name", "Name", { readOnly: true }), ...personName, account, phone("Phone", "Phone"), text("Title", "Title"), phone("MobilePhone", "Mobile"),
        text("Department", "Department"), phone("HomePhone", "Home Phone"), text("Email", "Email", { type: "email" }), phone("OtherPhone", "Other Phone"),
        owner, phone("AssistantPhone", "Asst. Phone")] },
      { title: "Address Information", fields: [address("Mailing", "Mailing Address"), text("Description", "Description", { type: "longtext" })] },
      { title: "System Information", fields: system },
    ],
    related: [
      { object: "Case", field: "ContactId", columns: ["CaseNumber", "Subject", "Status", "Priority"] },
      { object: "Opportunity", field: "AccountId", from: "AccountId", columns: ["Name", "StageName", "Amount", "CloseDate"] },
    ],
  },
  Lead: {
    label: "Lead", plural: "Leads", icon: "lead", nameField: "Name", prefix: "00Q", activityField: "WhoId",
    list: [text("Name", "Name"), text("Company", "Company"), phone("Phone", "Phone"), phone("MobilePhone", "Mobile"), text("Status", "Lead Status"), owner],
    highlights: [text("Title", "Title"), text("Company", "Company"), phone("Phone", "Phone"), text("Email", "Email", { type: "email" }), text("Status", "Lead Status"), owner],
    details: [
      { title: "Lead Information", fields: [text("Name", "Name", { readOnly: true }), ...personName, text("Company", "Company"), phone("Phone", "Phone"), text("Title", "Title"),
        phone("MobilePhone", "Mobile"), text("Status", "Lead Status"), text("Email", "Email", { type: "email" }), text("LeadSource", "Lead Source"), text("Country", "Country"),
        owner, text("IsConverted", "Converted", { type: "checkbox", readOnly: true })] },
      { title: "Address Information", fields: [{ name: "Street", label: "Address", type: "address", prefix: "", readOnly: true }, text("Description", "Description", { type: "longtext" })] },
      { title: "System Information", fields: system },
    ],
    related: [],
  },
  Opportunity: {
    label: "Opportunity", plural: "Opportunities", icon: "opportunity", nameField: "Name", prefix: "006", activityField: "WhatId",
    list: [text("Name", "Opportunity Name"), account, text("StageName", "Stage"), text("Amount", "Amount", { type: "currency" }), text("CloseDate", "Close Date", { type: "date" }), owner],
    highlights: [account, text("CloseDate", "Close Date", { type: "date" }), text("Amount", "Amount", { type: "currency" }), text("StageName", "Stage"), owner],
    details: [
      { title: "Opportunity Information", fields: [text("Name", "Opportunity Name"), text("Amount", "Amount", { type: "currency" }), account,
        text("CloseDate", "Close Date", { type: "date" }), text("StageName", "Stage"), text("Probability", "Probability (%)", { type: "number" }), owner, text("LeadSource", "Lead Source")] },
      { title: "Description Information", fields: [text("NextStep", "Next Step"), text("Description", "Description", { type: "longtext" })] },
      { title: "System Information", fields: system },
    ],
    related: [{ object: "Contact", field: "AccountId", from: "AccountId", columns: ["Name", "Title", "Phone", "MobilePhone"] }],
  },
  Case: {
    label: "Case", plural: "Cases", icon: "case", nameField: "CaseNumber", subtitle: "Subject", prefix: "500", activityField: "WhatId",
    list: [text("CaseNumber", "Case"), text("Subject", "Subject"), contact, text("Status", "Status"), text("Priority", "Priority"), text("CreatedDate", "Date/Time Opened", { type: "datetime" }), owner],
    highlights: [text("Priority", "Priority"), text("Status", "Status"), text("CaseNumber", "Case Number"), contact, owner],
    details: [
      { title: "Case Information", fields: [text("CaseNumber", "Case Number", { readOnly: true }), text("Status", "Status"), contact, text("Priority", "Priority"), account,
        text("Origin", "Case Origin"), owner, text("Type", "Type")] },
      { title: "Description Information", fields: [text("Subject", "Subject"), text("Description", "Description", { type: "longtext" })] },
      { title: "System Information", fields: system },
    ],
    related: [{ object: "Contact", field: "Id", from: "ContactId", title: "Contact", columns: ["Name", "Title", "Phone", "MobilePhone"] }],
  },
  Task: {
    label: "Task", plural: "Tasks", icon: "task", nameField: "Subject", prefix: "00T", noCall: true, noActivity: true,
    list: [text("Subject", "Subject"), text("ActivityDate", "Due Date", { type: "date" }), text("Status", "Status"), owner],
    highlights: [text("ActivityDate", "Due Date", { type: "date" }), text("Status", "Status"), text("Priority", "Priority"), owner],
    details: [
      { title: "Task Information", fields: [text("Subject", "Subject"), owner, { name: "WhoId", path: "Who.Name", label: "Name", readOnly: true }, text("ActivityDate", "Due Date", { type: "date" }),
        { name: "WhatId", path: "What.Name", label: "Related To", readOnly: true }, text("Status", "Status"), text("Priority", "Priority"), text("Description", "Comments", { type: "longtext" })] },
      { title: "Call Information", fields: [text("CallType", "Call Type", { readOnly: true }), text("CallDurationInSeconds", "Call Duration", { type: "duration", readOnly: true }),
        text("CallDisposition", "Call Result", { readOnly: true }), text("CallObject", "Call Object Identifier", { readOnly: true })] },
      { title: "System Information", fields: system },
    ],
    related: [],
  },
};

/** The object an id belongs to, told by its first three characters; null when the shell has no page for it. */
export function objectOfId(id) {
  return Object.keys(objects).find((name) => objects[name].prefix === id?.slice(0, 3)) ?? null;
}

export const isRecordId = (value) => typeof value === "string" && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value);
export const isObjectName = (value) => typeof value === "string" && Object.hasOwn(objects, value);

/** The SOQL field list that brings these fields with the names of what they point to. */
export function selectList(fields) {
  const names = new Set(["Id"]);
  for (const field of fields) {
    names.add(field.name);
    if (field.path) names.add(field.path);
    if (field.stamp) names.add(field.stamp);
    if (field.type === "address") for (const part of ["Street", "City", "State", "PostalCode", "Country"]) names.add(field.prefix + part);
  }
  return [...names].join(", ");
}

export const columnsOf = (objectName, names) => names.map((name) =>
  [...objects[objectName].list, ...objects[objectName].highlights].find((field) => field.name === name) ?? { name, label: name });
