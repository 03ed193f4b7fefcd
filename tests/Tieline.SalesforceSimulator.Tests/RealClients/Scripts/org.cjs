// What every story needs: a connection to the org, and a way to tell the test what came of it.
const jsforce = require('jsforce');

const connect = () => new jsforce.Connection({ instanceUrl: process.env.ORG_URL, accessToken: process.env.ORG_TOKEN, version: '66.0' });

const tell = (story) =>
  story(jsforce, connect()).then(
    (result) => console.log(JSON.stringify(result)),
    (problem) => {
      console.error(problem);
      process.exitCode = 1;
    },
  );

module.exports = { tell };
