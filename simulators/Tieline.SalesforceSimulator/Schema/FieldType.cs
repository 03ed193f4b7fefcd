namespace Tieline.SalesforceSimulator.Schema;

/// <summary>The describe <c>type</c> of a field; the word in JSON is the member's name in lower case (see <see cref="FieldTypes.Word"/>).</summary>
public enum FieldType
{
    Id, String, Picklist, Multipicklist, Combobox, Reference, Boolean, Currency, Textarea, Int, Double, Percent,
    Phone, Date, Datetime, Time, Url, Email, EncryptedString, Address, AnyType, Base64, Location,
}

/// <summary>What follows from a field's type alone.</summary>
public static class FieldTypes
{
    public static string Word(this FieldType type) => type == FieldType.AnyType ? "anyType" : type.ToString().ToLowerInvariant();

    public static FieldType Parse(string word) => Enum.Parse<FieldType>(word, ignoreCase: true);

    /// <summary>Made of other fields, which hold the values.</summary>
    public static bool IsCompound(this FieldType type) => type is FieldType.Address or FieldType.Location;

    public static bool IsNumber(this FieldType type) => type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;

    public static bool IsPicklist(this FieldType type) => type is FieldType.Picklist or FieldType.Multipicklist or FieldType.Combobox;

    public static bool IsId(this FieldType type) => type is FieldType.Id or FieldType.Reference;

    public static bool IsText(this FieldType type) => type is FieldType.String or FieldType.Textarea or FieldType.Phone or FieldType.Url
        or FieldType.Email or FieldType.EncryptedString || type.IsPicklist();

    public static string SoapType(this FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "tns:ID",
        FieldType.Boolean => "xsd:boolean",
        FieldType.Int => "xsd:int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "xsd:double",
        FieldType.Date => "xsd:date",
        FieldType.Datetime => "xsd:dateTime",
        FieldType.Time => "xsd:time",
        FieldType.Address => "urn:address",
        FieldType.Location => "urn:location",
        FieldType.AnyType => "xsd:anyType",
        FieldType.Base64 => "xsd:base64Binary",
        _ => "xsd:string",
    };
}
