using System.Globalization;
using Tieline.WebexSimulator;

var port = Environment.GetEnvironmentVariable("WEBEX_PORT") ?? "5091";
var data = Environment.GetEnvironmentVariable("TIELINE_DATA");
var app = WebexSimulatorApp.Create(new WebexSimulatorOptions
{
    Url = $"http://127.0.0.1:{port}",
    StateFile = data is null ? null : Path.Combine(data, "webex-simulator.json"),
    Seed = int.Parse(Environment.GetEnvironmentVariable("WEBEX_SEED") ?? "1", CultureInfo.InvariantCulture),
    LoopbackWebhooks = Environment.GetEnvironmentVariable("WEBEX_LOOPBACK_WEBHOOKS") == "true",
    Quiet = false,
});
await app.RunAsync();
