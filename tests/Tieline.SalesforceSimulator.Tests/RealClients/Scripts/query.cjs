require('./org.cjs').tell(async (jsforce, conn) => {
  const rows = Array.from({ length: 450 }, (_, i) => ({ Name: `Paged ${i}` }));
  const saved = await conn.sobject('Account').create(rows, { allowRecursive: true });
  const first = await conn.query("SELECT Id FROM Account WHERE Name LIKE 'Paged %'", { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
  const second = await conn.queryMore(first.nextRecordsUrl);
  const all = await conn.query("SELECT Id FROM Account WHERE Name LIKE 'Paged %'", { autoFetch: true, maxFetch: 1000 });
  const nested = await conn.sobject('Account').find({ Name: 'Acme Rockets' }, 'Name, Owner.Name').include('Contacts').select('LastName').end().execute();
  const bad = await conn.query('SELECT Colour FROM Account').catch((problem) => problem.errorCode);
  return {
    saved: saved.filter((s) => s.success).length, first: first.records.length, total: first.totalSize, second: second.records.length, all: all.records.length,
    owner: nested[0].Owner.Name, contacts: nested[0].Contacts.records.map((c) => c.LastName), bad,
  };
});
