// Words and dates as the page shows them. "Now" is the org's clock, which a test may have moved.

let skew = 0;
let locale = "en-US";

/** Takes the org's time (ISO 8601) and the user's locale (`en_US`). */
export function setClock(orgNow, userLocale) {
  skew = Date.parse(orgNow) - Date.now();
  locale = (userLocale ?? "en_US").replace("_", "-");
}

export const now = () => new Date(Date.now() + skew);

// Salesforce writes 2026-10-01T00:00:00.000+0000, which Date.parse wants with a colon.
const instant = (value) => new Date(String(value).replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
const day = (value) => { const [y, m, d] = String(value).slice(0, 10).split("-").map(Number); return new Date(y, m - 1, d); };

export const dateTime = (value) => instant(value).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
export const date = (value) => day(value).toLocaleDateString(locale, { month: "numeric", day: "numeric", year: "numeric" });
export const currency = (value) => Number(value).toLocaleString(locale, { style: "currency", currency: "USD", maximumFractionDigits: 0 });

/** Seconds as people say them: 45 s, 3 min 12 s, 1 h 2 min. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(Number(seconds)));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return whole % 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole / 60} min`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "10:32 AM | Today", "Yesterday", "Oct 3": how a timeline tells when. */
export function when(value) {
  const withTime = String(value).includes("T");
  const then = withTime ? instant(value) : day(value);
  const days = Math.round((startOfDay(now()) - startOfDay(then)) / 86_400_000);
  const time = withTime ? `${then.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" })} | ` : "";
  if (days === 0) return `${time}Today`;
  if (days === 1) return `${time}Yesterday`;
  if (days === -1) return `${time}Tomorrow`;
  const sameYear = then.getFullYear() === now().getFullYear();
  return time + then.toLocaleDateString(locale, { month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) });
}

const startOfDay = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();

/** The heading under which an activity of that moment stands: "November 2026". */
export const month = (value) => (String(value).includes("T") ? instant(value) : day(value)).toLocaleDateString(locale, { month: "long", year: "numeric" });
export const isThisMonth = (value) => month(value) === month(now().toISOString());
export const isPastDay = (value) => startOfDay(day(value)) < startOfDay(now());
export const today = () => { const n = now(); return `${n.getFullYear()}-${String(n.getMonth() + 1).padStart(2, "0")}-${String(n.getDate()).padStart(2, "0")}`; };
export const longToday = () => now().toLocaleDateString(locale, { weekday: "long", month: "long", day: "numeric" });
