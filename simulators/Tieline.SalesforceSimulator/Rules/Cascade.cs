using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What a deletion takes along.</summary>
internal static class Cascade
{
    /// <summary>The record itself and all that hangs below it.</summary>
    public static IReadOnlyList<SalesforceRecord> Of(SalesforceOrg org, SalesforceRecord record)
    {
        var (going, ids) = (new List<SalesforceRecord> { record }, new HashSet<string>(StringComparer.Ordinal) { record.Id });
        for (var at = 0; at < going.Count; at++)
            foreach (var child in org.Schema.ChildrenOf(going[at].ObjectName).Where(c => c.Field.CascadeDelete))
                going.AddRange(org.Records.Table(child.ChildObject).WithText(child.Field.Name, going[at].Id).Where(r => !r.IsDeleted && ids.Add(r.Id)));
        return going;
    }
}
