using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

public sealed partial class UsersOnly : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _gone = new();
    private MayUse? _mayUse;
    private (string Title, string Why) _refusal;
    private bool _isLeaving;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject] private Agents Agents { get; set; } = null!;

    [Inject] private Roles Roles { get; set; } = null!;

    [Inject] private Tenants Tenants { get; set; } = null!;

    [Inject] private RoleRefusal Refusal { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await LookAsync();
        _ = LookAgainAsync(_gone.Token);
    }

    private async Task LookAsync()
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var isAgents = user.Identities.Any(identity => identity is { IsAuthenticated: true, AuthenticationType: PanelSession.Scheme });
        var (tenantId, agentId) = isAgents ? user.Agent() : default;
        var agent = isAgents ? await Agents.FindAsync(tenantId, agentId, _gone.Token) : null;
        var mayUse = agent is { IsActive: true } ? await Roles.MayUseAsync(agent, _gone.Token) : MayUse.No;
        _refusal = mayUse == MayUse.Yes ? default : await Refusal.TextsAsync(tenantId, mayUse, _gone.Token);
        _mayUse = mayUse;
        _isLeaving = isAgents && await Tenants.FindAsync(tenantId, _gone.Token) is { IsLeaving: true };
    }

    private async Task LookAgainAsync(CancellationToken gone)
    {
        try
        {
            while (true)
            {
                await Clock.DelayAsync(Interval, gone);
                await InvokeAsync(LookAndShowAsync);
            }
        }
        catch (Exception ended) when (gone.IsCancellationRequested && ended is OperationCanceledException or ObjectDisposedException)
        {
            // The page went.
        }
    }

    private async Task LookAndShowAsync()
    {
        var before = (_mayUse, _isLeaving);
        try
        {
            await LookAsync();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return; // Looked at again in a minute, and the doors ask for themselves: one failed look must not end the looking.
        }

        if (before != (_mayUse, _isLeaving))
        {
            StateHasChanged();
        }
    }
}
