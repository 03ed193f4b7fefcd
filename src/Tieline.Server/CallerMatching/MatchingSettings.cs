using Tieline.Server.Settings;

namespace Tieline.Server.CallerMatching;

/// <summary>Where callers and people to call are looked for.</summary>
public static class MatchingSettings
{
    /// <summary>Objects whose numbers a caller's is compared with. None: nobody is looked for.</summary>
    public static readonly Setting InboundSearch = new("calling.inboundSearch", SettingPage.Calling, "InboundSearch", new SomeOf("Contact", "Lead", "Account", "User"), "Contact, Lead, Account, User");

    /// <summary>Objects that the dialer searches.</summary>
    public static readonly Setting CallSearch = new("calling.callSearch", SettingPage.Calling, "CallSearch", new SomeOf("Contact", "Lead", "Account", "User"), "Contact, Lead, Account, User");
}
