namespace Tieline.Server.Doctor.Machine;

/// <summary>This server and Salesforce agree on the time.</summary>
internal sealed class SalesforceClockCheck : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says => ClockDifference.Says;

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        try
        {
            return ClockDifference.Judge(await on.FrontAsync(cancellationToken));
        }
        catch (OutsideException problem)
        {
            throw new BlockedException("MyDomain", problem.Message);
        }
    }
}
