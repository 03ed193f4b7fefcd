namespace Tieline.SalesforceSimulator.Schema;

/// <summary>A location is two numbers: <c>Spot__c</c> is made of <c>Spot__Latitude__s</c> and <c>Spot__Longitude__s</c>.</summary>
internal static class Locations
{
    public const int MostLatitude = 90;
    public const int MostLongitude = 180;

    public static (string Latitude, string Longitude) Parts(string name) => (name[..^1] + "Latitude__s", name[..^1] + "Longitude__s");

    /// <summary>The two fields of a location.</summary>
    public static IEnumerable<FieldDefinition> FieldsOf(FieldDefinition location)
    {
        var (latitude, longitude) = Parts(location.Name);
        var part = location with { Type = FieldType.Double, Precision = 18, CompoundFieldName = location.Name, Createable = true, Updateable = true, Filterable = true, Sortable = true };
        return [part with { Name = latitude, Label = location.Label + " (Latitude)" }, part with { Name = longitude, Label = location.Label + " (Longitude)" }];
    }
}
