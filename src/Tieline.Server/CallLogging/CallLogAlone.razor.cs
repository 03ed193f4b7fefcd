using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

public sealed partial class CallLogAlone : IDisposable
{
    private Agent? _agent;
    private CallView? _call;
    private bool _isRead;
    private string? _problem;
    private string? _who;
    private AgentPage? _page;
    private bool _isGone;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    /// <summary>One of the agent's calls; empty for the newest.</summary>
    [Parameter] public string? CallSessionId { get; set; }

    [Inject] private Agents Agents { get; set; } = null!;

    [Inject] private AgentFeed Feed { get; set; } = null!;

    [Inject] private CallBoard Board { get; set; } = null!;

    [Inject] private CallLogs Logs { get; set; } = null!;

    [Inject] private CallControl Control { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    public void Dispose()
    {
        _isGone = true;
        _page?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var (tenantId, agentId) = (await Authentication.GetAuthenticationStateAsync()).User.Agent();
        _agent = await Agents.FindAsync(tenantId, agentId, CancellationToken.None);
        _page = await Feed.ListenAsync(tenantId, agentId, HearAsync);
        if (_isGone)
        {
            _page.Dispose();
        }

        await ReadAsync();
        _isRead = true;
    }

    private Task HearAsync(AgentNews news) => news is CallChanged or CallLogChanged
        ? InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        })
        : Task.CompletedTask;

    // Once a call is shown it stays, also when a newer one comes: somebody is writing about it.
    private async Task ReadAsync()
    {
        if (_agent?.PersonId is not { } person)
        {
            return;
        }

        var shown = _call?.CallSessionId ?? CallSessionId;
        _call = shown is { Length: > 0 }
            ? await Board.FindAsync(_agent.TenantId, shown, person)
            : (await Board.RecentAsync(_agent.TenantId, person, 1)).FirstOrDefault();
        _who = _call is null ? null : (await Logs.DraftAsync(_agent.TenantId, _call.CallSessionId, person)).WhoName;
    }

    private async Task EndAsync()
    {
        var result = await Control.EndAsync(new AgentLine(_agent!.TenantId, _agent.PersonId!, _agent.Country), _call!.CallSessionId);
        _problem = result.IsDone ? null : Say[result.Sentence, result.Detail ?? ""];
    }
}
