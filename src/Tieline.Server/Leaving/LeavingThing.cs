namespace Tieline.Server.Leaving;

/// <summary>What of Tieline there is in the two clouds and here. Rows keep it by number, so a new one comes last. The texts are <c>Leaving.{Name}</c> and, for who removes what stays and where, <c>Leaving.{Name}.Who</c>.</summary>
public enum LeavingThing
{
    /// <summary>At Webex, one for each agent.</summary>
    Webhook,

    /// <summary>An object of the org that tells our channel of its changes.</summary>
    ChannelMember,

    /// <summary>A permission set of the package that somebody has.</summary>
    Assignment,

    /// <summary>The key in the org with which launch tokens are signed.</summary>
    LaunchKey,

    SalesforceToken,
    WebexToken,

    /// <summary>A part of the package in the org.</summary>
    Component,

    /// <summary>A page of the org that shows a part of the package.</summary>
    ComponentUse,

    /// <summary>What Salesforce does not show yet.</summary>
    Delivery,

    /// <summary>A call that is not over.</summary>
    Call,

    /// <summary>A group of permission sets of the org that holds one of the package's.</summary>
    SetGroup,

    /// <summary>A job of one of the package's Apex classes that is not over.</summary>
    Scheduled,
}

internal static class LeavingThings
{
    /// <summary>What a step removes; null: nothing in a cloud.</summary>
    public static LeavingThing? Of(LeavingStep step) => step switch
    {
        LeavingStep.Webhooks => LeavingThing.Webhook,
        LeavingStep.Channels => LeavingThing.ChannelMember,
        LeavingStep.Assignments => LeavingThing.Assignment,
        LeavingStep.LaunchKeys => LeavingThing.LaunchKey,
        LeavingStep.Tokens => LeavingThing.SalesforceToken,
        _ => null,
    };
}

/// <summary>One thing that is in use.</summary>
/// <param name="Name">As its cloud names it.</param>
public sealed record LeavingItem(LeavingThing Thing, string Name, long Count)
{
    /// <summary>Tieline removes it by itself; otherwise somebody must who is told.</summary>
    public bool IsOurs => Thing is not (LeavingThing.Component or LeavingThing.ComponentUse or LeavingThing.SetGroup or LeavingThing.Scheduled);
}

/// <summary>Something stays, or could not be looked at.</summary>
/// <param name="Count">How many; 0: it could not be listed.</param>
public sealed record LeavingLeft(LeavingThing Thing, string Name, long Count, LeavingWords Why);
