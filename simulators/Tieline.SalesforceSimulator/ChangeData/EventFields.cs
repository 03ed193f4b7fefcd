using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Which fields a change event of an object has, in which order. Bitmaps count on that order.</summary>
public static class EventFields
{
    private static readonly string[] AddressParts = ["Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode", "Latitude", "Longitude", "Xyz", "GeocodeAccuracy"];
    private static readonly string[] NameParts = ["Salutation", "FirstName", "LastName", "MiddleName", "InformalName", "Suffix"];

    /// <summary>What the platform keeps beside a record, and what is computed from elsewhere.</summary>
    private static readonly HashSet<string> LeftOut =
    [
        "Id", "IsDeleted", "SystemModstamp", "MasterRecordId", "LastActivityDate", "LastViewedDate", "LastReferencedDate", "PhotoUrl", "FullPhotoUrl", "SmallPhotoUrl",
    ];

    /// <summary>The order of the account's event, which the cloud's documents print. Other objects keep that of their describe.</summary>
    private static readonly string[] OfAccount =
    [
        "Name", "Type", "ParentId", "BillingAddress", "ShippingAddress", "Phone", "Fax", "AccountNumber", "Website", "Sic", "Industry", "AnnualRevenue", "NumberOfEmployees",
        "Ownership", "TickerSymbol", "Description", "Rating", "Site", "OwnerId", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "Jigsaw", "JigsawCompanyId",
        "CleanStatus", "AccountSource", "DunsNumber", "Tradestyle", "NaicsCode", "NaicsDesc", "YearStarted", "SicDesc", "DandbCompanyId", "OperatingHoursId",
    ];

    public static IReadOnlyList<EventField> Of(ObjectDefinition definition)
    {
        var documented = definition.Name == "Account" ? OfAccount : [];
        var others = definition.Fields.Where(f => f.CompoundFieldName is null && !f.Calculated && !LeftOut.Contains(f.Name) && !documented.Contains(f.Name)).OrderBy(f => f.Custom).Select(f => f.Name);
        return [.. documented.Concat(others).Select(name => Field(definition, name))];
    }

    private static EventField Field(ObjectDefinition definition, string name)
    {
        var field = definition.Field(name);
        if (field?.Type == FieldType.Address) return new(name, field, Parts(definition, AddressParts, name[..^"Address".Length]));
        if (field?.Type == FieldType.Location) return new(name, field, [new("Latitude", definition.Field(Locations.Parts(name).Latitude), []), new("Longitude", definition.Field(Locations.Parts(name).Longitude), [])]);
        var isPerson = definition.Fields.Any(f => f.CompoundFieldName == name);
        return new(name, field, isPerson ? Parts(definition, NameParts, prefix: "") : []);
    }

    private static EventField[] Parts(ObjectDefinition definition, string[] names, string prefix) => [.. names.Select(n => new EventField(n, definition.Field(prefix + n), []))];
}
