// The shell reads and writes through the documented REST API only, with the signed-in user's own token.
// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/

const version = "v66.0";
let token = null;

/** An answer of the REST API that was not a success: `code` is the cloud's errorCode, `fields` the fields it names. */
export class RestError extends Error {
  constructor(status, errors) {
    super(errors[0]?.message ?? `Salesforce answered ${status}.`);
    this.status = status;
    this.errors = errors;
    this.code = errors[0]?.errorCode ?? "";
  }
}

/** Who is signed in, the org, and a fresh access token. Without a session the browser goes to the sign-in page. */
export async function openSession() {
  const answer = await fetch("/lightning/session", { headers: { accept: "application/json" }, cache: "no-store" });
  if (answer.status === 401) {
    location.assign(`/lightning/login?startURL=${encodeURIComponent(location.pathname + location.search)}`);
    return new Promise(() => {});
  }
  if (!answer.ok) throw new RestError(answer.status, [{ message: "The shell could not read your session." }]);
  const session = await answer.json();
  token = session.accessToken;
  return session;
}

async function send(method, path, body, again = true) {
  const answer = await fetch(path.startsWith("/") ? path : `/services/data/${version}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
    cache: "no-store",
  });
  if (answer.status === 401 && again) {
    await openSession();
    return send(method, path, body, false);
  }
  const text = await answer.text();
  if (!answer.ok) throw new RestError(answer.status, errorsIn(text, answer.status));
  return text ? JSON.parse(text) : null;
}

function errorsIn(text, status) {
  try {
    const parsed = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    return [{ message: `Salesforce answered ${status}.`, errorCode: "UNKNOWN" }];
  }
}

/** SOQL with its values quoted: soql`SELECT Id FROM Task WHERE WhoId = ${id}`. */
export function soql(parts, ...values) {
  return parts.reduce((text, part, i) => text + literal(values[i - 1]) + part);
}

/** A piece of SOQL that is not a value (a field list, an object's name) and is taken as it is; never from outside. */
export const raw = (text) => ({ raw: text });

function literal(value) {
  return value?.raw ?? `'${quoted(value)}'`;
}

const quoted = (value) => String(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r");

/** The operand of a LIKE that contains `text`, whose own wildcards are taken literally. */
export const like = (text) => raw(`'%${quoted(text).replaceAll("%", "\\%").replaceAll("_", "\\_")}%'`);

export const query = async (statement) => (await send("GET", `query?q=${encodeURIComponent(statement)}`)).records;

/** SOSL; the reserved characters of the term are escaped. Returns searchRecords. */
export async function search(term, scope, returning) {
  const escaped = term.replace(/[?&|!{}[\]()^~*:\\"'+-]/g, "\\$&");
  const statement = `FIND {${escaped}} IN ${scope} FIELDS RETURNING ${returning}`;
  return (await send("GET", `search?q=${encodeURIComponent(statement)}`)).searchRecords;
}

export const retrieve = (objectName, id) => send("GET", `sobjects/${encodeURIComponent(objectName)}/${encodeURIComponent(id)}`);
export const create = (objectName, fields) => send("POST", `sobjects/${objectName}`, fields);
export const update = (objectName, id, fields) => send("PATCH", `sobjects/${objectName}/${id}`, fields);
export const remove = (objectName, id) => send("DELETE", `sobjects/${objectName}/${id}`);

const described = new Map();
/** The describe of an object, asked for once. */
export function describe(objectName) {
  if (!described.has(objectName)) {
    const asked = send("GET", `sobjects/${objectName}/describe`);
    asked.catch(() => described.delete(objectName));
    described.set(objectName, asked);
  }
  return described.get(objectName);
}
