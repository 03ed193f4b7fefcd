require('./org.cjs').tell(async (jsforce, conn) => {
  const identity = await conn.identity();
  const contact = await conn.describe('Contact');
  const global = await conn.describeGlobal();
  const limits = await conn.limits();
  const search = await conn.search('FIND {Acme} IN NAME FIELDS RETURNING Account(Name)');
  const recent = await conn.recent();
  const updated = await conn.sobject('Contact').updated(new Date(Date.now() - 3600e3), new Date(Date.now() + 3600e3));
  return {
    username: identity.username, email: contact.fields.find((f) => f.name === 'Email').type, objects: global.sobjects.map((o) => o.name),
    apiUsage: conn.limitInfo.apiUsage, requests: limits.DailyApiRequests.Max, search: search.searchRecords.map((r) => r.Name), recent: recent.length, updated: updated.ids.length,
  };
});
