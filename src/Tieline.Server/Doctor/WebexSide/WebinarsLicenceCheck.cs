namespace Tieline.Server.Doctor.WebexSide;

/// <summary>The organization has webinars, and agents may host them.</summary>
internal sealed class WebinarsLicenceCheck(AdminTokens admins) : ICheck
{
    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says => Licences.Says;

    public Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) => Licences.JudgeAsync(admins, on, Is, Verdict.Warning, cancellationToken);

    /// <summary>Events are what they were called before.</summary>
    internal static bool Is(string name) => name.Contains("Webinar", StringComparison.OrdinalIgnoreCase) || name.Contains("Event", StringComparison.OrdinalIgnoreCase);
}
