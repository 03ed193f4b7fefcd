using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

public sealed partial class RecordNumbers
{
    private Agent? _agent;
    private bool _isSignedIn;
    private bool _isDialing;
    private string _typed = "";
    private string? _dialed;
    private string? _problem;
    private IReadOnlyList<FoundPhone>? _phones;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    /// <summary>The record on which the action was opened.</summary>
    [Parameter] public string? RecordId { get; set; }

    [Inject] private Agents Agents { get; set; } = null!;

    [Inject] private AgentConnections Connections { get; set; } = null!;

    [Inject] private RecordSearch Records { get; set; } = null!;

    [Inject] private SettingsStore Settings { get; set; } = null!;

    [Inject] private CallControl Control { get; set; } = null!;

    [Inject] private PanelHost Host { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var (tenantId, agentId) = (await Authentication.GetAuthenticationStateAsync()).User.Agent();
        _agent = await Agents.FindAsync(tenantId, agentId, CancellationToken.None);
        _isSignedIn = _agent is not null && (await Connections.WebexAsync(tenantId, agentId, CancellationToken.None)).State == ConnectionState.Linked;
        _phones = _isSignedIn ? await FindAsync(_agent!) : [];
    }

    private async Task<IReadOnlyList<FoundPhone>> FindAsync(Agent agent)
    {
        try
        {
            return RecordId is { Length: 15 or 18 } id ? await Records.PhonesOfRecordAsync(agent.AsAsker(), id, CancellationToken.None) : [];
        }
        catch (Exception problem) when (RecordSearch.IsUnanswered(problem))
        {
            _problem = Say["SearchFailed"];
            return [];
        }
    }

    private Task<IReadOnlyList<FoundRecord>> SearchAsync(string text, IReadOnlyCollection<string> objects, CancellationToken cancellationToken) =>
        Records.FindAsync(_agent!.AsAsker(), text, objects, cancellationToken);

    private async Task DialAsync(DialRequest request)
    {
        if (_isDialing || _dialed is not null)
        {
            return;
        }

        _isDialing = true;
        var result = await Control.DialAsync(_agent!.AsLine(), request.Number);
        _isDialing = false;
        if (!result.IsDone)
        {
            _problem = Say[result.Sentence, result.Detail ?? ""];
            return;
        }

        _problem = null;
        _dialed = request.Name ?? request.Number;
        await Host.OpenPanelAsync();
        await Host.CloseAsync();
    }

    private async Task OpenSoftphoneAsync()
    {
        await Host.OpenPanelAsync();
        await Host.CloseAsync();
    }
}
