namespace Tieline.Server.Leaving;

/// <summary>The order in which a tenant leaves. The texts are <c>LeavingStep.{Name}</c>.</summary>
public enum LeavingStep
{
    /// <summary>Nothing new is taken in; what is in use is written down.</summary>
    List,

    /// <summary>What Salesforce does not show yet is waited for, or dropped by the admin's word.</summary>
    Deliveries,

    Webhooks,
    Channels,
    Assignments,
    LaunchKeys,
    Tokens,

    /// <summary>The tenant's secrets and rows.</summary>
    Rows,

    Report,
    Done,
}
