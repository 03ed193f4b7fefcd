namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A case's account and phone mirrors come from its contact, its closing from its status.</summary>
public static class CaseRules
{
    public static void Apply(Save save)
    {
        var closed = save.Text("Status") == "Closed";
        if (closed && save.Before?.Is("IsClosed") != true) save["ClosedDate"] = save.Now;
        if (!closed) save["ClosedDate"] = null;
        save["IsClosed"] = closed;
        if (save.IsInsert) save["IsClosedOnCreate"] = closed;
        save["BusinessHoursId"] ??= save.Org.Records.Rows("BusinessHours").FirstOrDefault(h => h.Is("IsDefault"))?.Id;
        var contact = save.Related("ContactId");
        if (save.IsInsert || save.Changed("ContactId")) save["AccountId"] ??= contact?["AccountId"];
        foreach (var (field, value) in PersonMirrors.OfCase(contact)) save[field] = value;
    }
}
