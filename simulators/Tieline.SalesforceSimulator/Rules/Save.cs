using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A save on its way through the rules: what was given, what was before, and the draft that will be stored.</summary>
public sealed class Save(SalesforceOrg org, string userId, ObjectDefinition definition, SalesforceRecord? before, SalesforceRecord draft, IReadOnlyDictionary<string, object?> given, SaveOptions options)
{
    public SalesforceOrg Org { get; } = org;
    public string UserId { get; } = userId;
    public ObjectDefinition Definition { get; } = definition;
    public SaveOptions Options { get; } = options;

    /// <summary>Null for an insert.</summary>
    public SalesforceRecord? Before { get; } = before;
    public SalesforceRecord Draft { get; private set; } = draft;

    /// <summary>The fields of the request, by schema name; a null value sets the field empty.</summary>
    public IReadOnlyDictionary<string, object?> Given { get; } = given;

    public bool IsInsert => Before is null;
    public DateTimeOffset Now { get; } = Moments.Cut(org.Clock.Now);

    public object? this[string field]
    {
        get => Draft[field];
        set => Draft = Draft.With(field, value);
    }

    public string? Text(string field) => Draft.Text(field);

    public bool Changed(string field) => Given.ContainsKey(field) && !Equals(Before?[field], Draft[field]);

    public SalesforceRecord? Related(string field) => Org.Records.Find(Text(field));
}
