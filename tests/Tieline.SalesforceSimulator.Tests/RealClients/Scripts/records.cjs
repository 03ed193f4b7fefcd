require('./org.cjs').tell(async (jsforce, conn) => {
  const contacts = conn.sobject('Contact');
  const { id } = await contacts.create({ LastName: 'Jsforce', Email: 'jsforce@example.com' });
  await contacts.update({ Id: id, Title: 'Boss' });
  const read = await contacts.retrieve(id);
  const upserted = await contacts.upsert({ Email: 'jsforce@example.com', Department: 'Sales' }, 'Email');
  const found = await contacts.findOne({ Id: id }, ['Title', 'Department']);
  const refused = await contacts.create({ Title: 'Nameless' }).catch((problem) => ({ name: problem.name, errorCode: problem.errorCode, fields: problem.data?.fields ?? problem.fields }));
  await contacts.destroy(id);
  const gone = await contacts.retrieve(id).catch((problem) => problem.errorCode);
  return { id, title: read.Title, created: upserted.created ?? false, found, refused, gone };
});
