using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Who is given a lead or case: all of them, or those whose field has a value. Its id is that of its <c>AssignmentRule</c> row.</summary>
internal sealed record AssignmentRule(string Id, string Object, string OwnerId, string? Field, string? Value)
{
    /// <summary>Gives the draft to the rule's owner where the caller leaves it to the rules.</summary>
    public static void Apply(Save save)
    {
        if (save.Definition.Name is not ("Lead" or "Case") || !(save.Options.AutoAssign ?? save.IsInsert)) return;
        var rules = save.Org.Assignments.Where(r => r.Object == save.Definition.Name).ToList();
        if (save.Options.AssignmentRuleId is { } id)
        {
            rules.RemoveAll(r => r.Id != id);
            if (rules.Count == 0) throw SalesforceRefusal.Bad("INVALID_ASSIGNMENT_RULE", "Invalid assignment rule id: " + id);
        }
        else
        {
            rules.RemoveAll(r => save.Org.Records.Find(r.Id)?.Is("Active") != true);
        }

        if (rules.FirstOrDefault(r => r.Fits(save.Draft)) is { } rule) save["OwnerId"] = rule.OwnerId;
    }

    private bool Fits(SalesforceRecord draft) => Field is null || string.Equals(draft.Text(Field), Value, StringComparison.OrdinalIgnoreCase);
}
