using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.Home;

public partial class HomeWindow
{
    private Agent? _agent;
    private AgentPage? _page;
    private HostSignIn? _signIn;
    private ConnectionStatus _webex = ConnectionStatus.Unlinked;
    private ConnectionStatus _salesforce = ConnectionStatus.Unlinked;
    private string? _webexName;
    private string? _noRole;
    private bool _isRead;
    private bool _isGone;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Inject] private Agents Agents { get; set; } = null!;

    [Inject] private AgentConnections Connections { get; set; } = null!;

    [Inject] private AgentFeed Feed { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Inject] private PanelHost Host { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    public void Dispose()
    {
        _isGone = true;
        Host.SignInMoved -= SignInMovedAsync;
        _page?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Host.SignInMoved += SignInMovedAsync;
        var (tenantId, agentId) = (await Authentication.GetAuthenticationStateAsync()).User.Agent();
        _page = await Feed.ListenAsync(tenantId, agentId, news => news is SignInChanged ? InvokeAsync(ReadAgainAsync) : Task.CompletedTask);
        if (_isGone)
        {
            _page.Dispose();
            return;
        }

        _agent = await Agents.FindAsync(tenantId, agentId, CancellationToken.None);
        await ReadAsync();
    }

    private async Task ReadAgainAsync()
    {
        if (!_isGone && _agent is not null)
        {
            _agent = await Agents.FindAsync(_agent.TenantId, _agent.Id, CancellationToken.None);
            await ReadAsync();
            StateHasChanged();
        }
    }

    private async Task ReadAsync()
    {
        _webexName = null;
        if (_agent is not { } agent)
        {
            _isRead = true;
            return;
        }

        _webex = await Connections.WebexAsync(agent.TenantId, agent.Id, CancellationToken.None);
        _salesforce = await Connections.SalesforceAsync(agent.TenantId, agent.Id, CancellationToken.None);
        var mayUse = await Services.GetRequiredService<Roles>().MayUseAsync(agent, CancellationToken.None);
        _noRole = mayUse == MayUse.Yes ? null : (await Services.GetRequiredService<RoleRefusal>().TextsAsync(agent.TenantId, mayUse, CancellationToken.None)).Why;
        _isRead = true;
        if (_webex.State == ConnectionState.Linked)
        {
            _ = NameAsync(agent);
        }
    }

    // Nobody waits for Webex to see that he is signed in, or to sign out.
    private async Task NameAsync(Agent agent)
    {
        var name = await Services.GetRequiredService<WebexNames>().OfAsync(agent);
        if (!_isGone && _agent?.PersonId == agent.PersonId)
        {
            _webexName = name;
            StateHasChanged();
        }
    }

    private HostSignIn? SignInOf(string cloud) => _signIn?.Cloud == cloud ? _signIn : null;

    private void Cancel() => _signIn = null;

    private async Task SignOutAsync(string cloud)
    {
        await Connections.SignOutAsync(_agent!.TenantId, _agent.Id, cloud, CancellationToken.None);
        await ReadAgainAsync();
    }

    private Task SignInMovedAsync(HostSignIn signIn) => InvokeAsync(async () =>
    {
        _signIn = signIn.State == "done" ? null : signIn;
        if (signIn.State == "done")
        {
            await ReadAgainAsync();
        }

        StateHasChanged();
    });
}
