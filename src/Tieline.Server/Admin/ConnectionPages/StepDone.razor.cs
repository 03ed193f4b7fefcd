using Microsoft.AspNetCore.Components;
using Tieline.Server.Calls;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

public sealed partial class StepDone : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _gone = new();
    private readonly List<CallStatus> _seen = [];
    private string? _person;
    private string _number = "";
    private string? _session;
    private string? _callId;
    private string? _problem;
    private CallView? _call;
    private AgentLine? _line;
    private bool _isWatching;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Parameter, EditorRequired] public ConnectionOverview Overview { get; set; } = null!;

    [Parameter] public EventCallback<WizardStep> OnShow { get; set; }

    [Inject] private CallControl Control { get; set; } = null!;

    [Inject] private CallBoard Board { get; set; } = null!;

    [Inject] private Clock Clock { get; set; } = null!;

    private LinkedPerson Chosen => Overview.People.FirstOrDefault(person => person.PersonId == _person) ?? Overview.People[0];

    private AgentLine NewLine => new(Overview.Tenant!.Id, Chosen.PersonId, Overview.Tenant.DefaultCountry);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task CallAsync()
    {
        (_session, _call, _problem, _isWatching) = (null, null, null, false);
        _seen.Clear();
        if (CallableNumber.Read(_number, Overview.Tenant!.DefaultCountry, Say) is not ({ } number, null))
        {
            _problem = CallableNumber.Read(_number, Overview.Tenant.DefaultCountry, Say).Problem;
            return;
        }

        var line = _line = NewLine;
        var begun = await Control.DialAsync(line, number, cancellationToken: _gone.Token);
        if (begun.CallSessionId is not { } session)
        {
            _problem = begun.Kind == CallControlKind.Refused
                ? RefusalTexts.Whole(Say, Connections.Tokens.Clouds.Webex, null, begun.Detail)
                : Say[begun.Sentence, begun.Detail];
            return;
        }

        (_session, _callId, _isWatching) = (session, begun.CallId, true);
        _ = WatchAsync(session, line);
    }

    // What is shown came from Webex by webhook, through the inbox, like the events of any call.
    private async Task WatchAsync(string session, AgentLine line)
    {
        try
        {
            var until = Clock.UtcNow + Patience;
            while (_session == session && _isWatching)
            {
                await Clock.DelayAsync(LookEvery, _gone.Token);
                var call = await LookAsync(session, line);
                await InvokeAsync(() => Show(session, call, isLate: Clock.UtcNow > until));
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was closed; the call goes on.
        }
    }

    // A look that failed shows what was known; the next one comes all the same.
    private async Task<CallView?> LookAsync(string session, AgentLine line)
    {
        try
        {
            return await Board.FindAsync(line.TenantId, session, line.PersonId, _gone.Token);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return _call;
        }
    }

    private void Show(string session, CallView? call, bool isLate)
    {
        if (_session != session)
        {
            return;
        }

        _problem = call is null && isLate ? Say["TestCallNothing", Patience.TotalSeconds] : null;
        (_call, _isWatching) = (call, call is { IsOver: false } || (call is null && !isLate)); // Of which nothing was heard in time, nothing will be shown: it is free to try again.
        if (call is not null && _seen.LastOrDefault((CallStatus)(-1)) != call.Status)
        {
            _seen.Add(call.Status);
        }

        StateHasChanged();
    }

    // A call of which no event arrived is known to Webex alone: there it is ended, so that the phone is quiet.
    private async Task EndAsync()
    {
        var ended = _call is null
            ? await Control.HangUpUnheardAsync(_line!, _callId!, _gone.Token)
            : await Control.EndAsync(_line!, _session!, _gone.Token);
        var isOver = ended.IsDone || ended.Kind == CallControlKind.Gone;
        _problem = isOver ? _call is null && !_isWatching ? _problem : null : Say[ended.Sentence, ended.Detail];
        _session = isOver && _call is null && !_isWatching ? null : _session;
    }
}
