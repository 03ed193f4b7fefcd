namespace Tieline.Server.Doctor.Machine;

/// <summary>This server and Webex agree on the time. Any answer tells theirs, a refusal too.</summary>
internal sealed class WebexClockCheck(Outside outside) : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says => ClockDifference.Says;

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) =>
        ClockDifference.Judge(await outside.AskAsync(new Uri($"{on.Tenant.WebexApi}/people/me"), cancellationToken));
}
