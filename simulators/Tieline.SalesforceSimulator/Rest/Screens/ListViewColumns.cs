namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>A list view's metadata calls standard fields by words of its own.</summary>
internal static class ListViewColumns
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NAME"] = "Name", ["OBJECT_ID"] = "Id", ["CREATED_DATE"] = "CreatedDate", ["LAST_UPDATE"] = "LastModifiedDate", ["CREATEDBY_USER"] = "CreatedBy.Name", ["UPDATEDBY_USER"] = "LastModifiedBy.Name",
        ["CREATEDBY_USER.ALIAS"] = "CreatedBy.Alias", ["UPDATEDBY_USER.ALIAS"] = "LastModifiedBy.Alias", ["OWNER.ALIAS"] = "Owner.Alias", ["OWNER.FIRST_NAME"] = "Owner.FirstName", ["OWNER.LAST_NAME"] = "Owner.LastName",
        ["LAST_ACTIVITY"] = "LastActivityDate", ["RECORDTYPE"] = "RecordType.Name",
    };

    public static string Path(string column) => Paths.GetValueOrDefault(column, column);
}
