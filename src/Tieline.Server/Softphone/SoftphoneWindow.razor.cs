using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components;
using Tieline.Server.CallLogging;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Softphone;

public sealed partial class SoftphoneWindow : IDisposable
{
    private const int RecentShown = 30;

    private readonly Dictionary<string, CallerCandidate> _chosen = [];
    private readonly HashSet<string> _passedOver = [];
    private readonly HashSet<string> _interrupted = [];
    private bool _isOpen;
    private bool _isDialing;
    private bool _isDialed;
    private Tab _tab = Tab.Keypad;
    private Sheet _sheet;
    private string? _selected;
    private string? _logged;
    private CallView? _reopened;
    private string _typed = "";
    private string? _problem;
    private string? _announcement;
    private HostSignIn? _signIn;
    private IReadOnlyList<(CallView Call, CallFace Face)> _recent = [];

    private enum Tab { Call, Keypad, Recent }

    private enum Sheet { None, Tones, Transfer, Divert, Shortcuts }

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [Inject] private AgentDesk Desk { get; set; } = null!;

    [Inject] private CallBoard Board { get; set; } = null!;

    [Inject] private CallControl Control { get; set; } = null!;

    [Inject] private CallLogs Logs { get; set; } = null!;

    [Inject] private RecordSearch Records { get; set; } = null!;

    [Inject] private SettingsStore Settings { get; set; } = null!;

    [Inject] private PanelHost Host { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    private DeskState State => Desk.State;

    /// <summary>The call that is shown: one that rings in, else one whose log the agent opened again, else the foremost that lives, else the newest whose log waits.</summary>
    private CallView? Front => CallOrder.Foremost(State.Calls, _selected, _passedOver) is { } live && (_reopened is null || CallOrder.RingsIn(live))
        ? live : _reopened ?? State.Waiting.FirstOrDefault();

    /// <summary>
    /// The call whose log lies below: that in front once there is something to write about it, until then the one before.
    /// So a call that rings takes nobody's half-written notes away.
    /// </summary>
    private CallView? Logged => Front is not { } front ? null
        : HasLog(front) ? front
        : State.Calls.Concat(State.Waiting).Append(_reopened).FirstOrDefault(call => call is not null && call.CallSessionId == _logged && HasLog(call));

    private Tab Shown => _tab == Tab.Call && Front is null ? Tab.Keypad : _tab;

    private IEnumerable<(Tab Tab, string Label)> Tabs => (Front is null ? [] : new[] { (Tab.Call, Say["CallTab"]) }).Concat([(Tab.Keypad, Say["DialPad"]), (Tab.Recent, Say["Recent"])]);

    private static bool HasLog(CallView call) => call.AnsweredAt is not null || call.IsOver;

    public void Dispose()
    {
        Desk.Changed -= RedrawAsync;
        Host.NumberClicked -= PrefillAsync;
        Host.SignInMoved -= SignInMovedAsync;
    }

    protected override async Task OnInitializedAsync()
    {
        Desk.Changed += RedrawAsync;
        Host.NumberClicked += PrefillAsync;
        Host.SignInMoved += SignInMovedAsync;
        await Desk.OpenAsync((await Authentication.GetAuthenticationStateAsync()).User);
        _isOpen = true;
        Follow();
    }

    // After the browser has drawn what a dial led to: a second press on what stood there before is over then.
    protected override void OnAfterRender(bool firstRender)
    {
        if (_isDialed)
        {
            (_isDialed, _isDialing) = (false, false);
            StateHasChanged();
        }
    }

    private CallFace FaceOf(CallView call) => CallFace.Of(call, State.MatchOf(call), _chosen.GetValueOrDefault(call.CallSessionId), State.Agent!.Country, Say);

    private string? SignInState(string cloud) => _signIn?.Cloud == cloud ? _signIn.State : null;

    private string Label => Front is { IsOver: false } call ? $"{CallWords.Status(call, Say)}: {FaceOf(call).Name}" : Say["UtilityLabel"];

    private Task RedrawAsync() => InvokeAsync(() =>
    {
        Follow();
        StateHasChanged();
    });

    // A new call comes to the front and closes what was open over the last one; while the agent types, only the front changes, never the focus.
    private void Follow()
    {
        var front = Front;
        if (front is null)
        {
            _followed = null;
            return;
        }

        FollowLog(front);
        if (_followed == (front.CallSessionId, front.Status))
        {
            return;
        }

        var isAnother = _followed?.CallSessionId != front.CallSessionId;
        _followed = (front.CallSessionId, front.Status);
        if (isAnother)
        {
            _tab = Tab.Call;
        }

        if (isAnother || front.IsOver)
        {
            _sheet = Sheet.None;
        }

        _announcement = $"{CallWords.Status(front, Say)}: {FaceOf(front).Name}";
    }

    // A log that another call takes from the screen comes back by itself when that call is done with.
    private void FollowLog(CallView front)
    {
        if (HasLog(front) && front.CallSessionId != _logged)
        {
            if (_logged is { } before && State.Waiting.Any(call => call.CallSessionId == before))
            {
                _interrupted.Add(before);
            }

            _logged = front.CallSessionId;
        }
    }

    private (string CallSessionId, CallStatus Status)? _followed;

    private async Task ShowAsync(Tab tab)
    {
        (_tab, _sheet) = (tab, Sheet.None);
        if (tab == Tab.Recent && State.Agent?.PersonId is { } person)
        {
            var calls = await Board.RecentAsync(State.Agent.TenantId, person, RecentShown);
            _recent = await Task.WhenAll(calls.Select(WithNameAsync));
        }
    }

    // Whom a call of the past was with is known from its log.
    private async Task<(CallView, CallFace)> WithNameAsync(CallView call)
    {
        var log = await Logs.DraftAsync(call.TenantId, call.CallSessionId, call.PersonId);
        return (call, CallFace.OfPast(call, log.WhoName ?? log.WhatName, State.Agent!.Country, Say));
    }

    private void CloseSheet() => _sheet = Sheet.None;

    private Task SelectAsync(string callSessionId)
    {
        _passedOver.UnionWith(State.Calls.Where(call => CallOrder.RingsIn(call) && call.CallSessionId != callSessionId).Select(call => call.CallSessionId));
        _passedOver.Remove(callSessionId);
        (_reopened, _selected, _tab, _sheet) = (null, callSessionId, Tab.Call, Sheet.None);
        Follow();
        return Task.CompletedTask;
    }

    private void OpenLog(CallView call)
    {
        (_reopened, _tab, _sheet) = (call, Tab.Call, Sheet.None);
        Follow();
    }

    private Task PrefillAsync(HostNumber number) => InvokeAsync(() =>
    {
        (_typed, _tab, _sheet) = (PhoneText.Cleaned(number.Number), Tab.Keypad, Sheet.None);
        StateHasChanged();
    });

    private Task SignInMovedAsync(HostSignIn signIn) => InvokeAsync(async () =>
    {
        _signIn = signIn.State == "done" ? null : signIn;
        if (signIn.State == "done")
        {
            await Desk.RefreshAsync();
        }

        StateHasChanged();
    });
}
