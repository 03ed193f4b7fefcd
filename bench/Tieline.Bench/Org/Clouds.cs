using System.Text.Json;
using Tieline.SalesforceSimulator;
using Tieline.WebexSimulator;

namespace Tieline.Bench.Org;

/// <summary>
/// Both simulators in a process of their own. Each webhook that was posted is told as
/// <c>hook &lt;callSessionId&gt; &lt;eventType&gt; &lt;sent&gt; &lt;answered&gt;</c>, times in Stopwatch ticks.
/// </summary>
internal static class Clouds
{
    public static async Task RunAsync(string salesforceUrl, string webexUrl)
    {
        RequestsOut.Listen(TellOfWebhook);
        var salesforce = SalesforceSimulatorApp.Create(new() { Url = salesforceUrl });
        var webex = WebexSimulatorApp.Create(new() { Url = webexUrl, LoopbackWebhooks = true });
        await Task.WhenAll(salesforce.StartAsync(), webex.StartAsync());
        Console.WriteLine("ready");
        await webex.WaitForShutdownAsync();
    }

    private static void TellOfWebhook(HttpRequestMessage request, long sent, long answered)
    {
        if (request.RequestUri?.AbsolutePath.StartsWith("/hooks/", StringComparison.Ordinal) == true)
        {
            using var body = JsonDocument.Parse(request.Content!.ReadAsStream());
            var data = body.RootElement.GetProperty("data");
            Console.WriteLine($"hook {data.GetProperty("callSessionId").GetString()} {data.GetProperty("eventType").GetString()} {sent} {answered}");
        }
    }
}
