using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

public sealed partial class WhileSession : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _isOver;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject] private PanelSessions Sessions { get; set; } = null!;

    [Inject] private PanelHost Host { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var session = (await Authentication.GetAuthenticationStateAsync()).User;
        _isOver = IsOver(session);
        if (!_isOver)
        {
            _ = WatchAsync(session, _gone.Token);
        }
    }

    private async Task WatchAsync(ClaimsPrincipal session, CancellationToken gone)
    {
        try
        {
            for (var newer = session; newer is not null; newer = await NewerAsync(session))
            {
                await Clock.DelayUntilAsync(newer.SessionEnd(), gone);
            }

            await InvokeAsync(() =>
            {
                _isOver = true;
                StateHasChanged();
            });
        }
        catch (Exception ended) when (gone.IsCancellationRequested && ended is OperationCanceledException or ObjectDisposedException)
        {
            // The page went.
        }
    }

    // The page renews its session by itself before it ends, while its host signs for it. Only the same agent's is taken.
    private async Task<ClaimsPrincipal?> NewerAsync(ClaimsPrincipal session) =>
        await Host.SessionAsync() is { } sealedSession && Sessions.Read(sealedSession) is { } newer && newer.Agent() == session.Agent() && !IsOver(newer) ? newer : null;

    private bool IsOver(ClaimsPrincipal session) => session.SessionEnd() <= Clock.UtcNow;
}
