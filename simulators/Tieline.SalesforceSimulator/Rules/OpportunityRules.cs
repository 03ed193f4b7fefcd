using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What follows from an opportunity's stage and close date.</summary>
public static class OpportunityRules
{
    private static readonly Dictionary<string, (decimal Probability, string Forecast)> Stages = new()
    {
        ["Prospecting"] = (10, "Pipeline"), ["Qualification"] = (10, "Pipeline"), ["Needs Analysis"] = (20, "Pipeline"), ["Value Proposition"] = (50, "Pipeline"),
        ["Id. Decision Makers"] = (60, "Pipeline"), ["Perception Analysis"] = (70, "Pipeline"), ["Proposal/Price Quote"] = (75, "Pipeline"),
        ["Negotiation/Review"] = (90, "Pipeline"), ["Closed Won"] = (100, "Closed"), ["Closed Lost"] = (0, "Omitted"),
    };

    public static void Apply(Save save)
    {
        var stage = save.Text("StageName")!;
        save["IsWon"] = stage == "Closed Won";
        save["IsClosed"] = stage is "Closed Won" or "Closed Lost";
        if (Stages.TryGetValue(stage, out var meaning) && (save.IsInsert || save.Changed("StageName")))
        {
            if (!save.Given.ContainsKey("Probability")) save["Probability"] = meaning.Probability;
            save["ForecastCategory"] = save["ForecastCategoryName"] = meaning.Forecast;
        }

        if (save["CloseDate"] is not DateOnly close) return;
        var quarter = (close.Month - 1) / 3 + 1;
        (save["FiscalYear"], save["FiscalQuarter"], save["Fiscal"]) = ((decimal)close.Year, (decimal)quarter, $"{close.Year} {quarter}");
    }
}
