using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Users;

public sealed partial class WhileSession : IDisposable
{
    // As long as a circuit outlives its line. A page that never answers must not outlive its session by more.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);
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
            for (var newer = session; newer is not null; newer = await NewerAsync(session, gone))
            {
                await Clock.DelayUntilAsync(newer.SessionEnd(), gone);
            }
        }
        catch (JSException)
        {
            // A page that cannot tell has none.
        }
        catch (Exception ended) when (gone.IsCancellationRequested && ended is OperationCanceledException or ObjectDisposedException)
        {
            return; // The page went.
        }

        await EndAsync(gone);
    }

    private async Task EndAsync(CancellationToken gone)
    {
        try
        {
            await InvokeAsync(() =>
            {
                _isOver = true;
                StateHasChanged();
            });
        }
        catch (ObjectDisposedException) when (gone.IsCancellationRequested)
        {
            // The page went.
        }
    }

    // The page renews its session by itself before it ends, while its host signs for it. Only the same agent's is taken. A line that is broken at this
    // very moment may be back in seconds, in the middle of a call.
    private async Task<ClaimsPrincipal?> NewerAsync(ClaimsPrincipal session, CancellationToken gone)
    {
        var until = Clock.UtcNow + LongestSilence;
        string? told;
        while ((told = await Host.SessionAsync()) is null && Clock.UtcNow < until)
        {
            await Clock.DelayAsync(AskAgainAfter, gone);
        }

        return told is { Length: > 0 } && Sessions.Read(told) is { } newer && newer.Agent() == session.Agent() && !IsOver(newer) ? newer : null;
    }

    private bool IsOver(ClaimsPrincipal session) => session.SessionEnd() <= Clock.UtcNow;
}
