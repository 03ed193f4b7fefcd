using System.Collections.Immutable;
using System.Security.Cryptography;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Files: a version is the content, the document is what all its versions have in common, a link shows it on a record.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentversion.htm
/// </summary>
internal static class FileRules
{
    public static void ApplyToVersion(Save save)
    {
        if (save.IsInsert && save["PathOnClient"] is null && save["ContentUrl"] is null) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [PathOnClient]", "PathOnClient");
        if (save.IsInsert && save["VersionData"] is null && save["ContentUrl"] is null) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [VersionData]", "VersionData");
        if (save.IsInsert && save["ContentDocumentId"] is not null && save["FirstPublishLocationId"] is not null)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "First Publish Location ID: can be set only for the first version of a file", "FirstPublishLocationId");
        if (save.Changed("VersionData")) Measure(save);
        if (!save.IsInsert) return;
        var extension = Path.GetExtension(save.Text("PathOnClient") ?? "").TrimStart('.');
        save["Title"] ??= Path.GetFileNameWithoutExtension(save.Text("PathOnClient") ?? save.Text("ContentUrl"));
        save["FileExtension"] = extension.Length == 0 ? null : extension;
        save["FileType"] = save["ContentUrl"] is not null ? "LINK" : extension.Length == 0 ? "UNKNOWN" : extension.ToUpperInvariant();
        var before = Versions(save.Org, save.Text("ContentDocumentId")).ToList();
        (save["VersionNumber"], save["IsLatest"]) = ((before.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), true);
        if (before.Count == 0) save["ContentDocumentId"] = save.Org.Records.NextId(save.Org.Schema["ContentDocument"].KeyPrefix!);
    }

    public static void ApplyToAttachment(Save save)
    {
        if (save.Changed("Body")) save["BodyLength"] = (decimal)Content(save.Text("Body")).Length;
    }

    /// <summary>A document is linked to a record once.</summary>
    public static void ApplyToLink(Save save)
    {
        var twin = save.Org.Records.Table("ContentDocumentLink").WithText("ContentDocumentId", save.Text("ContentDocumentId")!).FirstOrDefault(l => l.Id != save.Draft.Id && !l.IsDeleted && l.Text("LinkedEntityId") == save.Text("LinkedEntityId"));
        if (twin is not null) throw SalesforceRefusal.Bad("DUPLICATE_VALUE", $"duplicate value found: <unknown> duplicates value on record with id: {twin.Id[..15]}");
    }

    /// <summary>Keeps the document in step with its newest version; a new document is linked to its owner and to where it was first put.</summary>
    public static void After(SalesforceOrg org, SalesforceRecord? before, SalesforceRecord version)
    {
        var id = version.Text("ContentDocumentId")!;
        foreach (var older in Versions(org, id).Where(v => v.Id != version.Id && v.Is("IsLatest") && before is null).ToList()) org.Records.Put(older.With("IsLatest", false));
        if (!version.Is("IsLatest")) return;
        var known = org.Records.Find(id);
        var document = (known ?? new SalesforceRecord("ContentDocument", id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("IsDeleted", false).Add("IsArchived", false).Add("OwnerId", version["OwnerId"]!)
            .Add("CreatedDate", version["CreatedDate"]!).Add("CreatedById", version["CreatedById"]!))).With("LatestPublishedVersionId", version.Id).With("ContentModifiedDate", version["LastModifiedDate"]);
        foreach (var same in new[] { "Title", "PublishStatus", "Description", "ContentSize", "FileType", "FileExtension", "SharingOption", "SharingPrivacy", "LastModifiedDate", "LastModifiedById", "SystemModstamp" }) document = document.With(same, version[same]);
        org.Records.Put(document);
        if (known is not null) return;
        Link(org, id, version.Text("OwnerId")!, "I", version);
        if (version.Text("FirstPublishLocationId") is { } place && place != version.Text("OwnerId")) Link(org, id, place, "V", version);
    }

    private static void Link(SalesforceOrg org, string documentId, string recordId, string shareType, SalesforceRecord version)
    {
        var id = org.Records.NextId(org.Schema["ContentDocumentLink"].KeyPrefix!);
        org.Records.Put(new SalesforceRecord("ContentDocumentLink", id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("IsDeleted", false).Add("ContentDocumentId", documentId).Add("LinkedEntityId", recordId)
            .Add("ShareType", shareType).Add("Visibility", "AllUsers").Add("SystemModstamp", version["SystemModstamp"]!)));
    }

    private static IEnumerable<SalesforceRecord> Versions(SalesforceOrg org, string? documentId) =>
        documentId is null ? [] : org.Records.Table("ContentVersion").WithText("ContentDocumentId", documentId).Where(v => !v.IsDeleted);

    private static void Measure(Save save)
    {
        var content = Content(save.Text("VersionData"));
        // The cloud tells this checksum, weak as it is.
        (save["ContentSize"], save["Checksum"]) = ((decimal)content.Length, Convert.ToHexStringLower(MD5.HashData(content)));
    }

    private static byte[] Content(string? base64) => base64 is null ? [] : Convert.FromBase64String(base64);
}
