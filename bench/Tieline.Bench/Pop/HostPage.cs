using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>
/// A page of the bench's own, <c>/?agent=7</c>, that frames an agent's softphone and speaks the host protocol with it, as the Lightning page does.
/// It writes down when a panel asks for a record, and does nothing else with it.
/// </summary>
internal static class HostPage
{
    private const string Html = """
        <!doctype html><meta charset="utf-8"><title>Softphone</title><script type="module" src="/host.js"></script>
        """;

    private const string Script = """
        const agent = new URLSearchParams(location.search).get('agent');
        const { origin, org } = await (await fetch('/panel.json')).json();
        window.pops = [];
        const frame = document.createElement('iframe');
        Object.assign(frame, { width: 420, height: 460, name: 'softphone', src: `${origin}/panels/softphone?org=${org}` });
        document.body.append(frame);
        addEventListener('message', async ({ data, source, origin: from }) => {
          if (from !== origin || source !== frame.contentWindow || data?.tieline !== 1) { return; }
          const answer = body => source.postMessage({ tieline: 1, ...body }, origin);
          if (data.type === 'hello') { answer({ type: 'welcome', hostKind: 'lwc', panel: 'softphone', locale: 'en-US' }); }
          if (data.type === 'needToken') {
            answer({ type: 'token', requestId: data.requestId, token: await (await fetch(`/token/${agent}`)).text() });
          }
          if (data.type === 'screenPop') { window.pops.push({ what: data.recordId, at: Date.now() }); }
        });
        """;

    public static async Task<WebApplication> StartAsync(string url, ConnectedOrg org)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Html, "text/html"));
        app.MapGet("/host.js", () => Results.Content(Script, "text/javascript"));
        app.MapGet("/panel.json", () => Results.Json(new { origin = org.Tieline, org = org.OrgId }));
        app.MapGet("/token/{agent:int}", async (int agent) => Results.Text(await org.Seats[agent].LaunchTokenAsync()));
        await app.StartAsync();
        return app;
    }
}
