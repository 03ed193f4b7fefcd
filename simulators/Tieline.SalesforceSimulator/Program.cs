using Tieline.SalesforceSimulator;

var port = Environment.GetEnvironmentVariable("SALESFORCE_PORT") ?? "5090";
var folder = Environment.GetEnvironmentVariable("TIELINE_DATA");
var app = SalesforceSimulatorApp.Create(new SalesforceSimulatorOptions
{
    Url = $"http://localhost:{port}",
    StateFile = folder is null ? null : Path.Combine(folder, "salesforce-simulator.json"),
    Quiet = false,
});
await app.RunAsync();
