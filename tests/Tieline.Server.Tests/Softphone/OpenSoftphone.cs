using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Softphone;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Softphone;

/// <summary>An agent's softphone as one open page has it, rendered here against a running world: a circuit without a browser.</summary>
internal sealed class OpenSoftphone : BunitContext
{
    private readonly ConcurrentQueue<(string? Type, object? Body)> _posted = new();

    private OpenSoftphone(TestWorld world, PanelClient panel, bool isMute)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var bridge = JSInterop.SetupModule("/panels/bridge.js");
        bridge.Mode = JSRuntimeMode.Loose;
        // Its own list of invocations may grow while it is read.
        bridge.SetupVoid("post", call =>
        {
            _posted.Enqueue(((string?)call.Arguments[0], call.Arguments[1]));
            return isMute;
        });

        Add<Agents>();
        Add<AgentConnections>();
        Add<AgentFeed>();
        Add<CallBoard>();
        Add<CallerLookup>();
        Add<CallControl>();
        Add<CallLogs>();
        Add<RecordSearch>();
        Add<Roles>();
        Add<Tenants>();
        Add<RoleRefusal>();
        Add<PanelSessions>();
        Add<SettingsStore>();
        Add<Clock>();
        Services.AddSingleton<ILogger<AgentDesk>>(NullLogger<AgentDesk>.Instance);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(world.TenantId, panel.AgentId, world.Clock.UtcNow.AddHours(12)));
        Services.AddScoped<PanelHost>();
        Services.AddScoped<AgentDesk>();

        void Add<T>()
            where T : class => Services.AddSingleton(world.Get<T>());
    }

    /// <summary>What is on the page.</summary>
    public IRenderedComponent<SoftphonePanel> Page { get; private set; } = null!;

    /// <summary>Opens the page and waits until it shows the agent's calls.</summary>
    /// <param name="world">Running, with the agent connected.</param>
    /// <param name="panel">Whose softphone.</param>
    /// <param name="isMute">The browser never answers what the server asks of it, as when the line is broken.</param>
    public static OpenSoftphone Of(TestWorld world, PanelClient panel, bool isMute = false)
    {
        var softphone = new OpenSoftphone(world, panel, isMute);
        softphone.Page = softphone.Render<SoftphonePanel>(parameters => parameters.Add(page => page.Language, "en_US"));
        softphone.See("[data-testid=softphone][data-ready]");
        return softphone;
    }

    /// <summary>Waits until the page holds this element.</summary>
    public AngleSharp.Dom.IElement See(string selector) => Page.WaitForElement(selector);

    public void SeeCall(CallStatus status) => See($"[data-testid=call-card][data-status={status}]");

    public void SeeNothingOf(string selector) => Page.WaitForAssertion(() => Assert.Empty(Page.FindAll(selector)));

    public void Press(string testId) => Page.Do($"[data-testid={testId}]", button => button.Click());

    public void Type(string selector, string text) => Page.Do(selector, field => field.Input(text));

    /// <summary>What the page's host was asked for, for example <c>screenPop</c>.</summary>
    public IReadOnlyList<object?> Asked(string type) =>
        [.. _posted.Where(one => one.Type == type).Select(one => one.Body)];

    private sealed class SignedIn(Guid tenantId, Guid agentId, DateTimeOffset until) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(PanelSession.TenantClaim, tenantId.ToString()), new(PanelSession.AgentClaim, agentId.ToString()),
                new(ClaimTypes.Expiration, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            PanelSession.Scheme))));
    }
}
