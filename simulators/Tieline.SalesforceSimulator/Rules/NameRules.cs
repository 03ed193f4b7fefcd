namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A person's full name, and what a user derives from it.</summary>
public static class NameRules
{
    public static void Apply(Save save)
    {
        save["Name"] = string.Join(' ', new[] { save.Text("FirstName"), save.Text("LastName") }.Where(n => !string.IsNullOrWhiteSpace(n)));
        if (save.Definition.Name != "User") return;
        save["UserType"] = save.Org.Records.Find(save.Text("ProfileId"))?.Text("UserType") ?? "Standard";
        if (!save.IsInsert) return;
        save["CommunityNickname"] ??= save.Text("Username")!.Split('@')[0] + save.Draft.Id[12..15];
    }
}
