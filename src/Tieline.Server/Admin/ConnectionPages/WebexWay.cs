namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>A way into Webex; the texts are <c>WebexWay.{name}</c>.</summary>
public enum WebexWay
{
    Integration,
    ServiceApp,
    PersonalToken,
}

/// <summary>How far a way into Webex gives something; the texts are <c>Enabled.{name}</c>.</summary>
internal enum Enabled
{
    Yes,

    /// <summary>For everybody who has signed in.</summary>
    Everybody,

    /// <summary>For the one person whose token it is, until it runs out.</summary>
    OnePerson,

    /// <summary>Webex gives it, and Tieline makes no use of it yet.</summary>
    NotUsedYet,

    /// <summary>Webex does not give it.</summary>
    No,
}

/// <summary>One row of the table: what each way into Webex gives. The texts are <c>Enables.{What}</c>.</summary>
internal sealed record WebexEnables(string What, Enabled Integration, Enabled ServiceApp, Enabled PersonalToken)
{
    /// <summary>Dial, answer, hang up and list are all that Webex has for Service Apps, by <c>/telephony/calls/members/{memberId}</c>.</summary>
    public static readonly IReadOnlyList<WebexEnables> All =
    [
        new("Webhooks", Enabled.Everybody, Enabled.NotUsedYet, Enabled.OnePerson),
        new("DialAnswerEnd", Enabled.Everybody, Enabled.NotUsedYet, Enabled.OnePerson),
        new("HoldMuteTransfer", Enabled.Everybody, Enabled.No, Enabled.OnePerson),
        new("EndsFound", Enabled.No, Enabled.Yes, Enabled.No),
        new("People", Enabled.Everybody, Enabled.NotUsedYet, Enabled.OnePerson),
        new("Renewed", Enabled.Yes, Enabled.Yes, Enabled.No),
    ];

    public Enabled By(WebexWay way) => way switch
    {
        WebexWay.Integration => Integration,
        WebexWay.ServiceApp => ServiceApp,
        WebexWay.PersonalToken => PersonalToken,
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };
}
