using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>What must agree in a state that was read, so that no request meets what cannot be. Callers hold the org's gate.</summary>
internal static class StateCheck
{
    private const long MostNumbers = 1_000_000_000_000;

    /// <summary>What every request asks of these rows without asking whether it is there.</summary>
    private static readonly (string Object, string Field)[] Needed = [("User", "Username"), ("User", "Name"), ("User", "LastModifiedDate"), ("ObjectPermissions", "SobjectType"), ("FieldPermissions", "Field"), ("Profile", "Name"), ("PermissionSet", "Name")];

    /// <summary>The first thing that does not agree; null when all does.</summary>
    public static string? Problem(SalesforceOrg org) =>
        Problems(org).FirstOrDefault();

    private static IEnumerable<string> Problems(SalesforceOrg org)
    {
        if (org.Clock.Now < TimeDoors.Earliest || org.Clock.Now > TimeDoors.Latest) yield return "the clock stands outside the years 2000 to 2200";
        if (org.SaveTimes.Problem is { } times) yield return times;
        if (org.Usage.DailyLimit < 0) yield return "dailyRequests is at least 0";
        if (org.Records.Rows("Organization").Count() != 1) yield return "there is not one Organization";
        if (org.Records.Counters.Any(c => c.Value is < 0 or > MostNumbers)) yield return "a counter is out of bounds";
        foreach (var definition in org.Schema.Objects.Where(o => !o.Virtual))
            if (org.Records.Table(definition.Name).All.Select(row => Lacking(definition, row)).FirstOrDefault(lacking => lacking is not null) is { } problem)
                yield return problem;
    }

    private static string? Lacking(ObjectDefinition definition, SalesforceRecord row)
    {
        if (definition.KeyPrefix is { } prefix && !row.Id.StartsWith(prefix, StringComparison.Ordinal)) return $"{row.Id} is no id of {definition.Name}";
        return Needed.FirstOrDefault(n => n.Object == definition.Name && row[n.Field] is null).Field is { } field ? $"{definition.Name} {row.Id} has no {field}" : null;
    }
}
