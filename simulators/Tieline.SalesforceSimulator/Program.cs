using Tieline.SalesforceSimulator;
using Tieline.SalesforceSimulator.PubSub;

var port = Environment.GetEnvironmentVariable("SALESFORCE_PORT") ?? "5090";
var folder = Environment.GetEnvironmentVariable("TIELINE_DATA");
var options = new SalesforceSimulatorOptions
{
    Url = $"http://localhost:{port}",
    PubSubPort = int.Parse(Environment.GetEnvironmentVariable("SALESFORCE_PUBSUB_PORT") ?? "7443"),
    PubSubPlainPort = int.Parse(Environment.GetEnvironmentVariable("SALESFORCE_PUBSUB_PLAIN_PORT") ?? "7442"),
    Seed = int.Parse(Environment.GetEnvironmentVariable("SALESFORCE_SEED") ?? "1"),
    StateFile = folder is null ? null : Path.Combine(folder, "salesforce-simulator.json"),
    Quiet = false,
};
var app = SalesforceSimulatorApp.Create(options);
await app.StartAsync();
var pubSub = app.Services.GetRequiredService<PubSubAddresses>();
Console.WriteLine($"Pub/Sub API: {pubSub.Tls} with TLS (trust {options.Url}/control/ca.pem), {pubSub.Plain} without.");
await app.WaitForShutdownAsync();
