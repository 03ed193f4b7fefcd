require('./org.cjs').tell(async (jsforce, conn) => {
  const base = '/services/data/v66.0';
  const composite = await conn.requestPost(`${base}/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'a', body: { Name: 'Composed' } },
      { method: 'POST', url: `${base}/sobjects/Contact`, referenceId: 'c', body: { LastName: 'Composed', AccountId: '@{a.id}' } },
    ],
  });
  const graph = await conn.requestPost(`${base}/composite/graph`, {
    graphs: [{ graphId: 'g', compositeRequest: [{ method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'a', body: { Name: 'Graphed' } }] }],
  });
  const batch = await conn.requestPost(`${base}/composite/batch`, { batchRequests: [{ method: 'GET', url: 'v66.0/limits' }, { method: 'GET', url: 'v66.0/nothing' }] });
  const rolledBack = await conn.sobject('Contact').create([{ LastName: 'Together' }, { Title: 'Nameless' }], { allOrNone: true });
  const retrieved = await conn.sobject('Account').retrieve([composite.compositeResponse[0].body.id]);
  return {
    composite: composite.compositeResponse.map((r) => r.httpStatusCode), graph: graph.graphs[0].isSuccessful, batch: batch.results.map((r) => r.statusCode),
    rolledBack: rolledBack.map((r) => r.errors[0].statusCode ?? r.errors[0].errorCode), retrieved: retrieved[0].Name,
  };
});
