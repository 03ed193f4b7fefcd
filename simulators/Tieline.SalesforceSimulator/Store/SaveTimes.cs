namespace Tieline.SalesforceSimulator.Store;

/// <summary>How long each save takes on the org's clock, holding its rows, and how long it waits for rows that another holds.</summary>
public sealed record SaveTimes(double TakesSeconds, double WaitsSeconds)
{
    private const double MostSeconds = 3600;

    /// <summary>Saves take no time, and so there is nothing to wait for.</summary>
    public static readonly SaveTimes None = new(0, 0);

    /// <summary>What is wrong with them; null when they can be.</summary>
    public string? Problem => this is { TakesSeconds: >= 0 and <= MostSeconds, WaitsSeconds: >= 0 and <= MostSeconds } ? null : $"takesSeconds and waitsSeconds lie between 0 and {MostSeconds}";
}
