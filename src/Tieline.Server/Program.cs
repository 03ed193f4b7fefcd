using Tieline.Server;

var app = ServerSetup.Create(args);
await app.RunAsync();
