namespace Tieline.SalesforceSimulator.Access;

/// <summary>What a user may do with one record, as <c>UserRecordAccess</c> tells it.</summary>
internal readonly record struct RecordRights(bool Read, bool Edit = false, bool Delete = false, bool Transfer = false)
{
    public static readonly RecordRights None;
    public static readonly RecordRights ReadOnly = new(true);
    public static readonly RecordRights ReadWrite = new(true, Edit: true);
    public static readonly RecordRights All = new(true, true, true, true);

    /// <summary>The word of <c>MaxAccessLevel</c>.</summary>
    public string Level => this == All ? "All" : Transfer ? "Transfer" : Delete ? "Delete" : Edit ? "Edit" : Read ? "Read" : "None";

    /// <summary>What the access level of a share row grants.</summary>
    public static RecordRights OfShare(string? level) => level switch { "All" => All, "Edit" => ReadWrite, "Read" => ReadOnly, _ => None };

    public RecordRights Or(RecordRights other) => new(Read || other.Read, Edit || other.Edit, Delete || other.Delete, Transfer || other.Transfer);

    /// <summary>A record shared with somebody is still bound by what he may do with its object.</summary>
    public RecordRights Within(ObjectRights rights) => new(Read && rights.Read, Edit && rights.Edit, Delete && rights.Delete, Transfer && rights.Edit);
}
