using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

public sealed partial class SignInButton : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _gone = new();
    private IJSObjectReference? _window;
    private string? _state;
    private string? _blocked;
    private bool _waiting;
    private SignInOutcome? _outcome;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string Class { get; set; } = "slds-button_brand";

    [Parameter] public string TestId { get; set; } = "sign-in";

    [Parameter] public string? OffReason { get; set; }

    /// <summary>What to do when the cloud's own page shows an error.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Whose Webex sign-in: an agent who is known. Null with <see cref="AgentEmail"/> null signs in the tenant's integration user to Salesforce.</summary>
    [Parameter] public Guid? AgentId { get; set; }

    /// <summary>Whose Webex sign-in: of whom only the e-mail is known.</summary>
    [Parameter] public string? AgentEmail { get; set; }

    [Parameter] public EventCallback OnEnded { get; set; }

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private SalesforceConnecting Salesforce { get; set; } = null!;

    [Inject] private FirstSignIn Webex { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    private Guid TenantId => Console.Tenant!.Id;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _window = await Script.InvokeAsync<IJSObjectReference>("import", "/admin/connect.js");
        }
    }

    private async Task BeginAsync()
    {
        (_outcome, _blocked) = (null, null);
        var (begun, agentId) = AgentId is { } known
            ? (await Webex.BeginAsync(TenantId, known, Say, _gone.Token), known)
            : AgentEmail is { } email
            ? await Webex.BeginAsync(TenantId, email, Say, _gone.Token)
            : (await Salesforce.BeginAsync(TenantId, Console.Who, Say, _gone.Token), null);
        if (begun.Problem is { } problem)
        {
            _outcome = SignInOutcome.Refused(problem);
            await (_window?.InvokeVoidAsync("put", null as string) ?? ValueTask.CompletedTask);
            return;
        }

        (_state, _waiting) = (begun.State, true);
        _blocked = await _window!.InvokeAsync<bool>("put", begun.Url.AbsoluteUri) ? null : begun.Url.AbsoluteUri;
        _ = WaitAsync(begun.State, agentId);
    }

    private async Task WaitAsync(string state, Guid? agentId)
    {
        try
        {
            while (_state == state)
            {
                await Clock.DelayAsync(LookEvery, _gone.Token);
                await InvokeAsync(() => LookAsync(state, agentId));
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was closed; the sign-in ends by itself.
        }
    }

    private async Task LookAsync(string state, Guid? agentId)
    {
        var outcome = await OutcomeAsync(state, agentId);
        if (_state != state || outcome == SignInOutcome.Waiting)
        {
            return;
        }

        (_outcome, _state, _waiting) = (outcome, null, false);
        await _window!.InvokeVoidAsync("put", null as string);
        await OnEnded.InvokeAsync();
        StateHasChanged();
    }

    // One look that failed must not leave the waiting without an end. What is no longer kept ran out long ago.
    private async Task<SignInOutcome> OutcomeAsync(string state, Guid? agentId)
    {
        try
        {
            var outcome = agentId is { } agent ? await Webex.OutcomeAsync(TenantId, agent, state, _gone.Token) : await Salesforce.OutcomeAsync(TenantId, state, _gone.Token);
            return outcome ?? SignInOutcome.Refused(Say["SignInErrExpired"]);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return SignInOutcome.Waiting;
        }
    }

    private async Task CancelAsync()
    {
        (_state, _waiting) = (null, false);
        await _window!.InvokeVoidAsync("put", null as string);
    }
}
