namespace Tieline.SalesforceSimulator.Schema;

/// <summary>One picklist entry as an org's setup keeps it.</summary>
public sealed record PicklistValue(string Value, string Label, bool Default = false, bool Active = true);

/// <summary>
/// One field of an object, with all that describe tells about it. Attributes that follow from these are computed in
/// <see cref="Tieline.SalesforceSimulator.Rest.FieldDescribe"/>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm
/// </summary>
public sealed record FieldDefinition
{
    public required string Name { get; init; }
    public required string Label { get; init; }
    public required FieldType Type { get; init; }

    /// <summary>Characters for text; 0 for other types.</summary>
    public int Length { get; init; }
    public int Precision { get; init; }
    public int Scale { get; init; }
    public bool Createable { get; init; }
    public bool Updateable { get; init; }
    public bool Nillable { get; init; }
    public bool DefaultedOnCreate { get; init; }
    public bool NameField { get; init; }
    public bool IdLookup { get; init; }
    public bool ExternalId { get; init; }
    public bool Unique { get; init; }

    /// <summary>Unique and looked up with upper and lower case apart.</summary>
    public bool CaseSensitive { get; init; }
    public bool RestrictedPicklist { get; init; }
    public bool AutoNumber { get; init; }
    public bool Calculated { get; init; }
    public bool Filterable { get; init; } = true;
    public bool Sortable { get; init; } = true;
    public bool Groupable { get; init; } = true;
    public IReadOnlyList<PicklistValue> PicklistValues { get; init; } = [];

    /// <summary>Objects a reference may point to; several make it polymorphic.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];
    public string? RelationshipName { get; init; }

    /// <summary>The name under which the parent sees its children through this reference.</summary>
    public string? ChildRelationshipName { get; init; }
    public bool CascadeDelete { get; init; }

    /// <summary>The record is a mere part of the one it refers to, with its owner and its access.</summary>
    public bool MasterDetail { get; init; }

    /// <summary>What is referred to cannot be deleted.</summary>
    public bool RestrictedDelete { get; init; }
    public string? CompoundFieldName { get; init; }

    /// <summary>How an auto number is written, as in <c>C-{0000}</c>; null for eight digits.</summary>
    public string? DisplayFormat { get; init; }
    public string? InlineHelpText { get; init; }

    /// <summary>Value a new record takes when none is given, as written in JSON.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>Worked out whenever it is read; null for other fields.</summary>
    public string? Formula { get; init; }

    /// <summary>In a formula empty numbers count as 0.</summary>
    public bool BlanksAreZero { get; init; }

    /// <summary>Worked out from the records below; null for other fields.</summary>
    public SummaryDefinition? Summary { get; init; }

    /// <summary>Worked out for each new record that gives no value.</summary>
    public string? DefaultFormula { get; init; }

    /// <summary>No record holds its value.</summary>
    public bool Computed => Formula is not null || Summary is not null;

    /// <summary>Equality on it is looked up instead of tested row by row.</summary>
    public bool Indexed => Type.IsId() || Unique || ExternalId || IdLookup || NameField || AutoNumber || Type is FieldType.Email or FieldType.Phone;

    public bool Custom => Name.EndsWith("__c", StringComparison.Ordinal) || Name.EndsWith("__s", StringComparison.Ordinal);

    /// <summary>Several targets seen through the Name object (Who, What, Owner of a task).</summary>
    public bool Polymorphic => ReferenceTo.Count > 1;
}
