require('./org.cjs').tell(async (jsforce) => {
  const { ORG_URL: loginUrl, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env;
  const conn = new jsforce.Connection({ oauth2: { loginUrl, clientId, clientSecret }, version: '66.0' });
  await conn.authorize({ grant_type: 'client_credentials' });
  const me = await conn.identity();
  const token = conn.accessToken;
  await conn.logout();
  const after = await new jsforce.Connection({ instanceUrl: loginUrl, accessToken: token, version: '66.0' }).query('SELECT Id FROM User').catch((problem) => problem.errorCode);
  return { username: me.username, after };
});
