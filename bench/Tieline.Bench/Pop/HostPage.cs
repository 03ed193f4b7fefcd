using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>
/// A page of the bench's own that frames several agents' softphones and speaks the host protocol with them, as the Lightning page does with one.
/// It writes down when a panel asks for a record, and does nothing else with it.
/// </summary>
internal static class HostPage
{
    private const string Html = """
        <!doctype html><meta charset="utf-8"><title>Softphones</title><script type="module" src="/host.js"></script>
        """;

    private const string Script = """
        const { origin, org, agents } = await (await fetch('/panels.json')).json();
        window.pops = [];
        const frames = agents.map(agent => {
          const frame = document.createElement('iframe');
          Object.assign(frame, { width: 420, height: 460, name: String(agent), src: `${origin}/panels/softphone?org=${org}` });
          document.body.append(frame);
          return { agent, frame };
        });
        addEventListener('message', async ({ data, source, origin: from }) => {
          const of = frames.find(one => one.frame.contentWindow === source);
          if (from !== origin || !of || data?.tieline !== 1) { return; }
          const answer = body => source.postMessage({ tieline: 1, ...body }, origin);
          if (data.type === 'hello') { answer({ type: 'welcome', hostKind: 'lwc', panel: 'softphone', locale: 'en-US' }); }
          if (data.type === 'needToken') {
            answer({ type: 'token', requestId: data.requestId, token: await (await fetch(`/token/${of.agent}`)).text() });
          }
          if (data.type === 'screenPop') { window.pops.push({ agent: of.agent, record: data.recordId, at: Date.now() }); }
        });
        """;

    public static async Task<WebApplication> StartAsync(string url, ConnectedOrg org, IReadOnlyList<int> agents)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(Html, "text/html"));
        app.MapGet("/host.js", () => Results.Content(Script, "text/javascript"));
        app.MapGet("/panels.json", () => Results.Json(new { origin = org.Tieline, org = org.OrgId, agents }));
        app.MapGet("/token/{agent:int}", async (int agent) => Results.Text(await org.Seats[agent].LaunchTokenAsync()));
        await app.StartAsync();
        return app;
    }
}
