using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.CallerMatching;

/// <summary>What is read of each object that has phone numbers, and how a row becomes a <see cref="PhoneHolder"/>.</summary>
/// <param name="Needed">Fields without which the object is of no use; the others are left out where the asker may not see them.</param>
internal sealed record SearchObject(string Name, IReadOnlyList<string> Needed, IReadOnlyList<string> Details, IReadOnlyList<string> Phones, Soql? Where)
{
    /// <summary>Those that have phone numbers.</summary>
    public static readonly IReadOnlyList<SearchObject> All =
    [
        new("Contact", ["Id", "Name"],
            ["Title", "AccountId", "Account.Name", "Account.BillingCountry", "MailingCountry", "OwnerId", "LastModifiedDate"],
            ["MobilePhone", "Phone", "HomePhone", "OtherPhone", "AssistantPhone"], null),
        new("Lead", ["Id", "Name", "IsConverted"], ["Title", "Company", "Country", "OwnerId", "LastModifiedDate"], ["MobilePhone", "Phone"], Soql.Of($"IsConverted = FALSE")),
        new("Account", ["Id", "Name"], ["BillingCity", "BillingCountry", "OwnerId", "LastModifiedDate"], ["Phone"], null),
        new("User", ["Id", "Name", "IsActive"], ["Title", "Country", "LastModifiedDate"], ["Phone", "MobilePhone", "Extension"], Soql.Of($"IsActive = TRUE")),
    ];

    /// <summary>What a call can be about; without numbers, so never a caller. Found only when asked for by name.</summary>
    public static readonly IReadOnlyList<SearchObject> Subjects =
    [
        new("Opportunity", ["Id", "Name"], ["StageName", "AccountId", "Account.Name", "OwnerId", "LastModifiedDate"], [], null),
        new("Case", ["Id", "CaseNumber"], ["Subject", "Status", "AccountId", "Account.Name", "OwnerId", "LastModifiedDate"], [], null),
    ];

    public static IEnumerable<SearchObject> Everything => All.Concat(Subjects);

    public static SearchObject Of(string name) => Everything.Single(one => one.Name == name);

    public IEnumerable<string> Fields => [.. Needed, .. Details, .. Phones];

    /// <summary>The country that the record itself names, or null.</summary>
    public static string? CountryOf(Salesforce.FoundRecord row) =>
        Countries.CodeOf(row.Text("MailingCountry")) ?? Countries.CodeOf(row.Text("Country")) ?? Countries.CodeOf(row.Text("BillingCountry"))
        ?? Countries.CodeOf(row.Text("Account.BillingCountry"));

    public PhoneHolder Read(Salesforce.FoundRecord row, string country) => new(
        row.Id, Name, row.Text("Name") ?? string.Join(" · ", new[] { row.Text("CaseNumber"), row.Text("Subject") }.Where(text => text is { Length: > 0 })),
        row.Text("Title") is { Length: > 0 } title ? title : row.Text("Company") ?? row.Text("BillingCity") ?? row.Text("StageName") ?? row.Text("Status"),
        row.Text("AccountId"), row.Text("Account.Name") ?? row.Text("Company"), country,
        [.. Phones.Select(field => KeyValuePair.Create(field, row.Text(field) ?? "")).Where(phone => phone.Value.Length > 0)],
        DateTimeOffset.TryParse(row.Text("LastModifiedDate"), System.Globalization.CultureInfo.InvariantCulture, out var touched) ? touched : null);
}
