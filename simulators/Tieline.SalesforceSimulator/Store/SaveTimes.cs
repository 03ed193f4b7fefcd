namespace Tieline.SalesforceSimulator.Store;

/// <summary>How long each save takes on the org's clock, holding its rows, and how long it waits for rows that another holds.</summary>
public sealed record SaveTimes(double TakesSeconds, double WaitsSeconds)
{
    /// <summary>Saves take no time, and so there is nothing to wait for.</summary>
    public static readonly SaveTimes None = new(0, 0);
}
