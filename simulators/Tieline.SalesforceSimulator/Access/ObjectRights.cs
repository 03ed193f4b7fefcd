using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>What a user may do with the records of one object, all his permission sets together.</summary>
internal readonly record struct ObjectRights(bool Read, bool Create, bool Edit, bool Delete, bool ViewAll, bool ModifyAll)
{
    public static readonly ObjectRights All = new(true, true, true, true, true, true);

    public static readonly ObjectRights Reader = new(true, false, false, false, false, false);

    public static ObjectRights Of(SalesforceRecord row) => new(
        row.Is("PermissionsRead"), row.Is("PermissionsCreate"), row.Is("PermissionsEdit"), row.Is("PermissionsDelete"), row.Is("PermissionsViewAllRecords"), row.Is("PermissionsModifyAllRecords"));

    public ObjectRights Or(ObjectRights other) => new(
        Read || other.Read, Create || other.Create, Edit || other.Edit, Delete || other.Delete, ViewAll || other.ViewAll, ModifyAll || other.ModifyAll);
}

/// <summary>What a user may do with one field.</summary>
internal readonly record struct FieldRights(bool Read, bool Edit)
{
    public static readonly FieldRights All = new(true, true);

    public FieldRights Or(FieldRights other) => new(Read || other.Read, Edit || other.Edit);
}
