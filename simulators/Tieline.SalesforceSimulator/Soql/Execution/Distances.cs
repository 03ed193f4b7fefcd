using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>
/// <c>DISTANCE(BillingAddress, GEOLOCATION(59.9, 10.7), 'km')</c>: over the great circle between an address and a point.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_geolocate.htm
/// </summary>
public static class Distances
{
    private const double EarthInMiles = 3958.8;
    private const double EarthInKilometres = 6371.0;

    public static bool IsOne(Operand operand) => operand is FunctionCall call && call.Is("DISTANCE");

    public static SalesforceRefusal BadOperator(QueryContext context, int at) => context.Source.Error("INVALID_QUERY_FILTER_OPERATOR", "DISTANCE is compared with < and > only", at);

    public static Bound<SalesforceRecord> Bind(QueryContext context, FieldBinder fields, FunctionCall call)
    {
        if (call.Arguments is not [FieldPath place, FunctionCall { Arguments: [Constant { Value: NumberLiteral latitude }, Constant { Value: NumberLiteral longitude }] } point, Constant { Value: TextLiteral unit }]
            || !point.Is("GEOLOCATION") || unit.Value.ToUpperInvariant() is not ("MI" or "KM"))
            throw context.Source.Error("MALFORMED_QUERY", "DISTANCE wants a location, a GEOLOCATION and 'mi' or 'km'", call.At);
        if (Math.Abs(latitude.Value) > 90 || Math.Abs(longitude.Value) > 180) throw context.Source.Error("NUMBER_OUTSIDE_VALID_RANGE", "the latitude is from -90 to 90, the longitude from -180 to 180", point.At);
        var address = fields.Bind(place);
        if (!address.Field.Type.IsCompound()) throw context.Source.Error("INVALID_FIELD", $"field '{address.Text}' is no location", place.At);
        var (northOf, eastOf) = address.Field.Type == FieldType.Location ? Locations.Parts(address.Field.Name)
            : address.Field.Name[..^"Address".Length] is var prefix ? (prefix + "Latitude", prefix + "Longitude") : default;
        var radius = unit.Value.ToUpperInvariant() == "MI" ? EarthInMiles : EarthInKilometres;
        object? Read(SalesforceRecord row) =>
            address.Follow(context, row) is { } at && at[northOf] is decimal north && at[eastOf] is decimal east
                ? Math.Round((decimal)(radius * Angle((double)north, (double)east, (double)latitude.Value, (double)longitude.Value)), 6) : null;
        return new($"DISTANCE({address.Text},{latitude.Value},{longitude.Value},{unit.Value})", FieldType.Double, null, call.At, Read);
    }

    /// <summary>Between two points, seen from the centre of the Earth, in radians (haversine).</summary>
    private static double Angle(double north, double east, double otherNorth, double otherEast)
    {
        static double HalfChord(double degrees) => Math.Pow(Math.Sin(degrees * Math.PI / 360), 2);
        static double Cosine(double degrees) => Math.Cos(degrees * Math.PI / 180);
        var chord = HalfChord(otherNorth - north) + Cosine(north) * Cosine(otherNorth) * HalfChord(otherEast - east);
        return 2 * Math.Asin(Math.Sqrt(Math.Clamp(chord, 0, 1)));
    }
}
