using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Tieline.Server.Diagnostics;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Diagnostics;

public class LogLinesTests
{
    private static readonly Guid Tenant = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Fact]
    public void What_somebody_else_said_cannot_pass_for_a_line_of_ours()
    {
        var lines = Written(new OurScopes(), "Refused: no\n2026-11-23T00:00:00.000Z Error Forged: all is lost\r\nor not", new InvalidOperationException("one\n2026 Error Forged"));
        Assert.Contains("Tieline: Refused: no 2026-11-23T00:00:00.000Z Error Forged: all is lost or not System.Invalid", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_names_the_call_and_the_delivery_that_it_concerns_and_no_path()
    {
        var scopes = new OurScopes();
        var logger = new ScopesAlone(scopes);
        using (logger.BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/hooks/webex/secret" }))
        using (logger.BeginScope("HTTP GET /services/data/search?q=5550143"))
        using (logger.BeginCall(Tenant, "session-1"))
        using (logger.BeginDelivery(Tenant, "webex:session-1:ann"))
        {
            Assert.Contains($"Tieline TenantId={Tenant} CallSessionId=session-1 Delivery=webex:session-1:ann: Hello", Assert.Single(Written(scopes, "Hello", null)), StringComparison.Ordinal);
        }

        Assert.Contains("Tieline: Hello", Assert.Single(Written(scopes, "Hello", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_about_a_call_name_its_session_also_when_a_cloud_refuses()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Webex.ControlAsync("faults", new { match = new { path = "^/v1/telephony/calls/hold" }, fault = new { kind = "status", status = 503 } });
        await world.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data" }, fault = new { kind = "serverUnavailable" } });
        var before = world.Log.Lines.Count;
        var session = (string)(await world.PlayAsync(TestWorld.Ann, "answered", talkSeconds: 60))["callSessionId"]!;
        await world.AdvanceAsync(TimeSpan.FromSeconds(4));
        await world.EventuallyAsync(async () => (await world.CallOfAsync(ann, session)).Status == Tieline.Server.Calls.CallStatus.Connected);
        var agent = (await world.Get<Tieline.Server.Users.Agents>().FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
        var line = new Tieline.Server.Calls.AgentLine(world.TenantId, agent.PersonId!, agent.Country);
        Assert.False((await world.Get<Tieline.Server.Calls.CallControl>().HoldAsync(line, session, TestWorld.Stop)).IsDone);
        await world.EventuallyAsync(() => world.Log.Lines.Skip(before).Any(text => text.Contains("Deliveries", StringComparison.Ordinal)));
        var ours = world.Log.Lines.Skip(before).Where(text => Rooms.Any(room => text.Contains($" Tieline.Server.{room}.", StringComparison.Ordinal))).ToList();
        Assert.Contains(ours, text => text.Contains(".Calls.CallControl", StringComparison.Ordinal));
        Assert.All(ours, text => Assert.Contains(session, text, StringComparison.Ordinal));
    }

    private static readonly string[] Rooms = ["Calls", "CallerMatching", "CallLogging", "Deliveries", "ScreenPop", "Reactions"];

    private static string[] Written(IExternalScopeProvider scopes, string message, Exception? exception)
    {
        using var writer = new StringWriter();
        new LogLines(new Always()).Write(new LogEntry<string>(LogLevel.Warning, "Tieline", default, message, exception, (text, _) => text), scopes, writer);
        return writer.ToString().TrimEnd().Split(Environment.NewLine);
    }

    private sealed class Always : IOptionsMonitor<ConsoleFormatterOptions>
    {
        public ConsoleFormatterOptions CurrentValue { get; } = new();

        public ConsoleFormatterOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleFormatterOptions, string?> listener) => null;
    }

    private sealed class ScopesAlone(IExternalScopeProvider scopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => false;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
