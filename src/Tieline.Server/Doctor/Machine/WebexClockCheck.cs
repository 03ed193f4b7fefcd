using Tieline.Server.Doctor.WebexSide;

namespace Tieline.Server.Doctor.Machine;

/// <summary>This server and Webex agree on the time. Any answer tells theirs, a refusal too.</summary>
internal sealed class WebexClockCheck : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says => ClockDifference.Says;

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        try
        {
            return ClockDifference.Judge(await on.WebexFrontAsync(cancellationToken));
        }
        catch (OutsideException problem)
        {
            throw new BlockedException(WebexAnswersCheck.Itself, problem.Message);
        }
    }
}
