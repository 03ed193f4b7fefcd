namespace Tieline.SalesforceSimulator.Store;

/// <summary>Settings and jobs about objects that are no more: they go with their object. Callers hold the org's gate.</summary>
internal static class LostObjects
{
    public static void Forget(SalesforceOrg org)
    {
        bool IsLost(string objectName) => org.Schema.Find(objectName) is null;
        foreach (var job in org.Bulk.All.Where(j => IsLost(j.ObjectName)).ToList()) org.Bulk.Remove(job.Id);
        foreach (var member in org.Channels.Members.Where(m => IsLost(m.ObjectName))) org.Channels.Remove(member.Id);
        org.Rules.Remove(r => IsLost(r.Object));
        org.Duplicates.Remove(r => IsLost(r.Object) || IsLost(r.MatchObject));
        org.Sharing.Remove(IsLost);
    }
}
