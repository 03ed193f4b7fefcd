require('./org.cjs').tell(async (jsforce, conn) => {
  conn.bulk2.pollInterval = 100;
  const loaded = await conn.bulk2.loadAndWaitForResults({
    object: 'Contact', operation: 'insert',
    input: [{ LastName: 'Loaded', Email: 'loaded@example.com' }, { LastName: 'Spoilt', Email: 'nonsense' }],
  });
  const upserted = await conn.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'upsert', externalIdFieldName: 'Email', input: 'Email,Title\nloaded@example.com,Boss\n' });
  const stream = await conn.bulk2.query("SELECT Id, LastName, Title, Account.Name FROM Contact WHERE Email = 'loaded@example.com'");
  const queried = await stream.toArray();
  const job = conn.bulk2.createJob({ object: 'Contact', operation: 'insert' });
  await job.open();
  await job.uploadData('LastName\nNever\n');
  await job.abort();
  const aborted = await job.check();
  await job.delete();
  return { loaded, upserted, queried, aborted: aborted.state };
});
