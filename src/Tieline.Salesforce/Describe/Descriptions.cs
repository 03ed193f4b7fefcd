namespace Tieline.Salesforce;

/// <summary>An object of the org, as the list of all objects gives it.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_describeGlobal.htm">Describe global</a>.</remarks>
public record ObjectSummary
{
    /// <summary>API name.</summary>
    public string Name { get => field ?? ""; init; } = "";

    /// <summary>What users read.</summary>
    public string Label { get => field ?? ""; init; } = "";

    /// <summary>What users read for several.</summary>
    public string? LabelPlural { get; init; }

    /// <summary>The first three characters of its ids; null when its records have none of their own.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>Made by the org, not by Salesforce.</summary>
    public bool Custom { get; init; }

    /// <summary>This user may create records.</summary>
    public bool Createable { get; init; }

    /// <summary>This user may change records.</summary>
    public bool Updateable { get; init; }

    /// <summary>This user may delete records.</summary>
    public bool Deletable { get; init; }

    /// <summary>It can be asked for in SOQL.</summary>
    public bool Queryable { get; init; }

    /// <summary>It can be found in SOSL.</summary>
    public bool Searchable { get; init; }
}

/// <summary>An object with its fields and record types, as this user sees it.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm">sObject describe</a>.</remarks>
public sealed record ObjectDescription : ObjectSummary
{
    /// <summary>Its fields: only those that this user may see.</summary>
    public IReadOnlyList<FieldDescription> Fields { get => field ?? []; init; } = [];

    /// <summary>Its record types.</summary>
    public IReadOnlyList<RecordTypeInfo> RecordTypeInfos { get => field ?? []; init; } = [];

    /// <summary>A field by API name without regard to case, or null when there is none or this user may not see it.</summary>
    public FieldDescription? Field(string name) => Fields.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A field of an object.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm#i1427700">Field</a>.</remarks>
public sealed record FieldDescription
{
    /// <summary>API name.</summary>
    public string Name { get => field ?? ""; init; } = "";

    /// <summary>What users read.</summary>
    public string Label { get => field ?? ""; init; } = "";

    /// <summary>string, picklist, reference, phone, boolean, datetime and others.</summary>
    public string Type { get => field ?? ""; init; } = "";

    /// <summary>How many characters fit; 0 where that has no meaning.</summary>
    public int Length { get; init; }

    /// <summary>It may be empty.</summary>
    public bool Nillable { get; init; }

    /// <summary>The org fills it when it is not given.</summary>
    public bool DefaultedOnCreate { get; init; }

    /// <summary>This user may give it at creation.</summary>
    public bool Createable { get; init; }

    /// <summary>This user may change it.</summary>
    public bool Updateable { get; init; }

    /// <summary>It can stand in a WHERE.</summary>
    public bool Filterable { get; init; }

    /// <summary>It can stand in an ORDER BY.</summary>
    public bool Sortable { get; init; }

    /// <summary>Upserts can go by it.</summary>
    public bool ExternalId { get; init; }

    /// <summary>Records can be found by it.</summary>
    public bool IdLookup { get; init; }

    /// <summary>No two records have the same value.</summary>
    public bool Unique { get; init; }

    /// <summary>Made by the org.</summary>
    public bool Custom { get; init; }

    /// <summary>It is worked out, not stored.</summary>
    public bool Calculated { get; init; }

    /// <summary>The record's name.</summary>
    public bool NameField { get; init; }

    /// <summary>Only values of the list are accepted.</summary>
    public bool RestrictedPicklist { get; init; }

    /// <summary>The values of a picklist, active and not.</summary>
    public IReadOnlyList<PicklistValue> PicklistValues { get => field ?? []; init; } = [];

    /// <summary>The objects that a reference can point to.</summary>
    public IReadOnlyList<string> ReferenceTo { get => field ?? []; init; } = [];

    /// <summary>The name by which the parent is reached in a query; null when it cannot be.</summary>
    public string? RelationshipName { get; init; }

    /// <summary>Must be given at creation.</summary>
    public bool Required => Createable && !Nillable && !DefaultedOnCreate;
}

/// <summary>A value of a picklist.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What users read.</param>
/// <param name="Active">Whether it can be chosen.</param>
/// <param name="DefaultValue">Whether it is chosen by itself.</param>
public sealed record PicklistValue(string Value, string? Label, bool Active, bool DefaultValue);

/// <summary>A record type of an object.</summary>
/// <param name="RecordTypeId">Its id.</param>
/// <param name="Name">What users read.</param>
/// <param name="DeveloperName">Its API name.</param>
/// <param name="Available">Whether this user may choose it.</param>
/// <param name="Master">The one of records without a type.</param>
/// <param name="DefaultRecordTypeMapping">Whether it is this user's default.</param>
public sealed record RecordTypeInfo(string? RecordTypeId, string? Name, string? DeveloperName, bool Available, bool Master, bool DefaultRecordTypeMapping);
