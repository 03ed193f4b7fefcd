namespace Tieline.Server.Doctor;

/// <summary>What a check found, from best to worst. The text is <c>Verdict.{Name}</c>.</summary>
public enum Verdict
{
    Well,

    /// <summary>It cannot be told now, or never by an API; the sentence says why.</summary>
    Unknown,

    /// <summary>Works, but will not for ever, or not for everybody.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Broken,
}

/// <summary>Who can mend what a check finds. The text is <c>Mender.{Name}</c>.</summary>
public enum Mender
{
    /// <summary>An administrator of Tieline, on these pages.</summary>
    Tieline,

    /// <summary>An administrator of the Salesforce org, in its Setup.</summary>
    Salesforce,

    /// <summary>An administrator of the Webex organization, in Control Hub.</summary>
    Webex,

    /// <summary>Whoever runs the machine, its network and what stands before it.</summary>
    Host,
}
