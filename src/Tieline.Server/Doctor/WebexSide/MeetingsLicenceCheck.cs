namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Each agent may host meetings.</summary>
internal sealed class MeetingsLicenceCheck(AdminTokens admins) : ICheck
{
    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says => Licences.Says;

    public Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) =>
        Licences.JudgeAsync(admins, on, name => name.Contains("Meeting", StringComparison.OrdinalIgnoreCase) && !WebinarsLicenceCheck.Is(name), Verdict.Warning, cancellationToken);
}
