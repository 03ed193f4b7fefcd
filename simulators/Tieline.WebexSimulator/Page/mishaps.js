// Every mishap that can befall a request, in the words of the page and of POST /control/faults.
export const mishaps = [
  ["429, try again in 5 s", { kind: "tooManyRequests", retryAfter: "5" }],
  ["429, try again in 0 s", { kind: "tooManyRequests", retryAfter: "0" }],
  ["429, no word when", { kind: "tooManyRequests" }],
  ["429, try again \"soon\"", { kind: "tooManyRequests", retryAfter: "soon" }],
  ["401, token refused once", { kind: "unauthorized" }],
  ["401, token is dead from now on", { kind: "unauthorized", tokenDies: true }],
  ["403, refused", { kind: "status", status: 403 }],
  ["423, locked for 3 s", { kind: "locked", retryAfter: "3" }],
  ["423, locked, no word how long", { kind: "locked" }],
  ["500", { kind: "status", status: 500 }],
  ["502, bad gateway", { kind: "status", status: 502 }],
  ["503, overloaded", { kind: "status", status: 503 }],
  ["504, upstream too slow", { kind: "status", status: 504 }],
  ["slow by 3 s", { kind: "slow", delayMs: 3000 }],
  ["answer lost", { kind: "cut" }],
  ["connection refused", { kind: "refuse" }],
  ["answer lost, carried out 30 s later", { kind: "lateCommit", delaySeconds: 30 }],
  ["refresh fails once", { kind: "refreshFails" }],
  ["refresh fails, its token is dead", { kind: "refreshFails", tokenDies: true }],
];

export const nameOf = fault => {
  const about = [fault.retryAfter && `Retry-After ${fault.retryAfter}`, fault.tokenDies && "token dies"].filter(Boolean);
  return [fault.kind === "status" ? fault.status : fault.kind, ...about].join(", ");
};
